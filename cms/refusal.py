"""How a rule's "no" is shown: once, here, in the form the asker can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.api.v3.errors import problem_response

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pages.errors import NaskahError

TITLE = "Tidak sesuai SOP"
CONFLICT = 409


def refuse(request: HttpRequest, error: NaskahError) -> HttpResponse:
    """Answer ``request`` with the message of ``error``."""
    if not request.path.startswith(reverse("wagtailadmin_home")):
        return refuse_api(error)
    if not request.accepts("text/html"):
        return refuse_json(error)
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return refuse_modal(request, error)
    return refuse_page(request, error)


def refuse_api(error: NaskahError) -> HttpResponse:
    """RFC 7807, as Wagtail's API v3 answers every other error."""
    return problem_response(status=CONFLICT, title=TITLE, detail=str(error))


def refuse_json(error: NaskahError) -> HttpResponse:
    """For the editor's autosave: the keys of Wagtail's own JSON errors."""
    body = {
        "success": False,
        "error_code": "sop",
        "error_message": str(error),
        "title": TITLE,
    }
    return JsonResponse(body, status=CONFLICT)


def refuse_modal(request: HttpRequest, error: NaskahError) -> HttpResponse:
    """For Wagtail's ModalWorkflow: it shows ``html``, and only of a 200 answer."""
    html = render_to_string(
        "cms/refusal_modal.html", {"title": TITLE, "error": error}, request
    )
    return JsonResponse({"step": "refused", "html": html})


def refuse_page(request: HttpRequest, error: NaskahError) -> HttpResponse:
    """Back to where the reader came from, with the message on top."""
    messages.error(request, str(error))
    return HttpResponseRedirect(way_back(request))


def way_back(request: HttpRequest) -> str:
    """The page the reader came from on this host, or the admin's home."""
    home = reverse("wagtailadmin_home")
    referer = request.headers.get("Referer", "")
    here = url_has_allowed_host_and_scheme(
        referer, {request.get_host()}, require_https=request.is_secure()
    )
    if not here:
        return home
    loops = request.method == "GET" and referer == request.build_absolute_uri()
    return home if loops else referer
