"""How a rule's "no" is shown: once, here, in the form the asker can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.api.v3.errors import problem_response

from pages.errors import NaskahError, Unavailable

if TYPE_CHECKING:
    from django.http import HttpRequest

TITLES = {Unavailable: "Belum terlaksana", NaskahError: "Tidak sesuai SOP"}
STATUSES = {Unavailable: 503, NaskahError: 409}


def title_of(error: NaskahError) -> str:
    return next(title for kind, title in TITLES.items() if isinstance(error, kind))


def status_of(error: NaskahError) -> int:
    return next(status for kind, status in STATUSES.items() if isinstance(error, kind))


def refuse(request: HttpRequest, error: NaskahError) -> HttpResponse:
    """Answer ``request`` with the message of ``error``."""
    if not request.path.startswith(reverse("wagtailadmin_home")):
        return refuse_api(error)
    if not request.accepts("text/html"):
        return refuse_json(error)
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return refuse_modal(request, error)
    if isinstance(error, Unavailable):
        return refuse_for_now(error)
    return refuse_page(request, error)


def refuse_api(error: NaskahError) -> HttpResponse:
    """RFC 7807, as Wagtail's API v3 answers every other error."""
    return problem_response(
        status=status_of(error), title=title_of(error), detail=str(error)
    )


def refuse_json(error: NaskahError) -> HttpResponse:
    """For the editor's autosave: the keys of Wagtail's own JSON errors."""
    body = {
        "success": False,
        "error_code": "sop",
        "error_message": str(error),
        "title": title_of(error),
    }
    return JsonResponse(body, status=status_of(error))


def refuse_modal(request: HttpRequest, error: NaskahError) -> HttpResponse:
    """For Wagtail's ModalWorkflow: it shows ``html``, and only of a 200 answer."""
    html = render_to_string(
        "cms/refusal_modal.html", {"title": title_of(error), "error": error}, request
    )
    return JsonResponse({"step": "refused", "html": html})


def refuse_for_now(error: Unavailable) -> HttpResponse:
    """A page that needs no database.

    Loaded again it sends the form again: whoever is led away loses what he typed.
    """
    html = render_to_string("503.html", {"error": error})
    return HttpResponse(html, status=503, headers={"Retry-After": "30"})


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
