"""The few pages of a headless site: where to go, whether it lives, its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

IMAGE_FOLDERS = ("images/", "original_images/")
IMAGE_MAX_AGE = 31_536_000


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
    """The process can serve: its database and cache answer. 503 otherwise."""
    faults = [name for name, probe in PROBES.items() if not answers(probe)]
    if faults:
        return JsonResponse({"status": "unready", "faults": faults}, status=503)
    return JsonResponse({"status": "ok"})


def probe_database() -> None:
    """One statement, on the connection that serves."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def probe_cache() -> None:
    """One look-up."""
    cache.get("readyz")


PROBES = {"database": probe_database, "cache": probe_cache}


def answers(probe: Callable[[], None]) -> bool:
    """Whether ``probe`` succeeds; whatever its server raises means no."""
    try:
        probe()
    except Exception:  # noqa: BLE001
        return False
    return True


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Images on local disk. Documents pass through Wagtail's own view, which asks."""
    if not path.startswith(IMAGE_FOLDERS) or is_private(path):
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response.headers["Cache-Control"] = f"public, max-age={IMAGE_MAX_AGE}, immutable"
    return response


def is_private(path: str) -> bool:
    """Whether the image of ``path`` lies in a collection with a view restriction."""
    restricted = CollectionViewRestriction.objects.select_related("collection")
    if not (rules := list(restricted)):
        return False
    image_model = get_image_model()
    image = (
        image_model.objects.filter(file=path).first()
        or image_model.objects.filter(renditions__file=path).first()
    )
    return image is None or any(
        image.collection.is_descendant_of(rule.collection)
        or image.collection_id == rule.collection_id
        for rule in rules
    )
