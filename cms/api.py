"""The one list of every public endpoint.

Version 3 is Wagtail's own NinjaAPI with our routers on it; version 2 is Wagtail's,
untouched in shape. Anything the public may ask for stands in this file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.v3.errors import problem_response
from wagtail.api.v3.urls import api
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet

from cms.refusal import refuse_api
from pages.errors import NaskahError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

api.title = "Naskah API"
api.description = (
    "Berita, informasi publik, dan SOP instansi pemerintah. Hanya konten yang "
    "sudah tayang menurut SOP yang dapat dibaca tanpa masuk."
)


def _add(prefix: str, dotted: str, tag: str) -> None:  # FIXME: until all exist
    from importlib import import_module
    from importlib.util import find_spec

    module, name = dotted.rsplit(".", 1)
    if find_spec(module) is not None:
        router = getattr(import_module(module), name, None)
        if router is not None:
            api.add_router(prefix, router, tags=[tag])


_add("/berita/", "pages.api.berita.router", "berita")
_add("/informasi-publik/", "pages.api.informasi_publik.router", "informasi-publik")
_add("/instansi/", "pages.api.instansi.router", "instansi")
_add("/sop/", "reviews.api.sop_router", "sop")
_add("/verifikasi/", "reviews.api.verifikasi_router", "verifikasi")

api_v2 = WagtailAPIRouter("wagtailapi")
api_v2.register_endpoint("pages", PagesAPIViewSet)
api_v2.register_endpoint("images", ImagesAPIViewSet)
api_v2.register_endpoint("documents", DocumentsAPIViewSet)


@api.exception_handler(NaskahError)
def naskah_error_handler(request: HttpRequest, exc: NaskahError) -> HttpResponse:
    """A rule of the SOP said no: 409, with the rule's own words."""
    return refuse_api(exc)


@api.exception_handler(PublishPermissionError)
def publish_permission_handler(
    request: HttpRequest, exc: PublishPermissionError
) -> HttpResponse:
    """Nobody publishes by permission, so say by which way a text does get live."""
    if not request.user.is_authenticated:
        return problem_response(status=401, detail="Harus masuk lebih dahulu.")
    return problem_response(
        status=403,
        detail=(
            "Halaman hanya tayang melalui alur SOP-nya. Ajukan naskah untuk "
            "ditinjau; langkah publikasi yang menayangkannya."
        ),
    )
