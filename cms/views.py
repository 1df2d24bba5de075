"""The few pages of a headless site: where to go, whether it lives, its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotFound, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from django.views.static import serve

from cms.probes import HELPS, OK, PROBES, state_of
from pages.file_access import audience, cache_control
from pages.models import SiteImage

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """There is no site here but its API: show the way to its documentation."""
    return redirect("wagtailapi_v3:openapi-view")


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """The process can serve and write; 503 otherwise. ``parts`` says what is what.

    A cache that does not answer is told, and is no fault.
    """
    parts = {name: state_of(probe) for name, probe in PROBES.items()}
    faults = [name for name, said in parts.items() if said != OK and name not in HELPS]
    if faults:
        body = {"status": "unready", "faults": faults, "parts": parts}
        return JsonResponse(body, status=503)
    return JsonResponse({"status": "ok", "parts": parts})


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Images on local disk. Documents pass through Wagtail's own view, which asks."""
    image = image_of(path)
    whom = audience(request, image) if image else None
    if whom is None:  # it may be public in a minute: no cache keeps this
        return HttpResponseNotFound(headers={"Cache-Control": "no-store"})
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response.headers["Cache-Control"] = cache_control(whom)
    return response


def image_of(path: str) -> SiteImage | None:
    """The image whose file, or one of whose sizes, lies at ``path``."""
    if "\x00" in path:
        return None
    folder = path.partition("/")[0]
    if folder == "images":
        return SiteImage.objects.filter(renditions__file=path).first()
    if folder == "original_images":
        return SiteImage.objects.filter(file=path).first()
    return None
