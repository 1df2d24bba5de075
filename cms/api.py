"""The one list of every public endpoint.

Version 3 is Wagtail's own NinjaAPI with our routers on it; version 2 is Wagtail's,
untouched in shape. Anything the public may ask for stands in this file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pydantic
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from ninja.errors import ValidationError
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.api.v3.errors import problem_response
from wagtail.api.v3.urls import api

from cms import stock_v3
from cms.refusal import refuse_api
from cms.stock_v2 import PublicDocuments, PublicImages, PublicPages, PublicRouter
from cms.validation_texts import SUMMARY, in_indonesian
from pages.errors import NaskahError, StillInUse
from pages.reading.kinds import every_kind
from pages.site.api.alamat import router as alamat_router
from pages.site.api.navigasi import router as navigasi_router
from pages.site.dip.api import router as dip_router
from pages.site.pratinjau import router as pratinjau_router
from pages.site.search.api import router as cari_router
from pages.site.terkait import router as terkait_router
from reviews.records.api import sop_router, verifikasi_router

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

api.title = "Naskah API"
api.description = (
    "Berita, informasi publik, dan SOP instansi pemerintah. Hanya konten yang "
    "sudah tayang menurut SOP yang dapat dibaca tanpa masuk."
)


for kind in every_kind():  # pages/site/types: one file a type of page
    api.add_router(f"/{kind.jenis}/", kind.router, tags=[kind.jenis])
api.add_router("/berita/", terkait_router, tags=["berita"])
api.add_router("", dip_router, tags=["dip"])
api.add_router("/navigasi/", navigasi_router, tags=["navigasi"])
api.add_router("/alamat/", alamat_router, tags=["navigasi"])
api.add_router("/cari/", cari_router, tags=["cari"])
api.add_router("/pratinjau/", pratinjau_router, tags=["pratinjau"])
api.add_router("/sop/", sop_router, tags=["sop"])
api.add_router("/verifikasi/", verifikasi_router, tags=["verifikasi"])

api_v2 = PublicRouter("wagtailapi")
api_v2.register_endpoint("pages", PublicPages)
api_v2.register_endpoint("images", PublicImages)
api_v2.register_endpoint("documents", PublicDocuments)

stock_v3.install(api)


@api.exception_handler(ValidationError)
def validation_handler(request: HttpRequest, exc: ValidationError) -> HttpResponse:
    """Values of a query or a body that fit no parameter."""
    return problem_response(
        status=422,
        title="Nilai tidak diterima",
        detail=SUMMARY,
        errors=[in_indonesian(error) for error in exc.errors],
    )


@api.exception_handler(pydantic.ValidationError)
def values_handler(request: HttpRequest, exc: pydantic.ValidationError) -> HttpResponse:
    """The same of views that read their parameters themselves: feeds and sitemaps."""
    errors = exc.errors(include_url=False, include_input=False)
    return problem_response(
        status=422,
        title="Nilai tidak diterima",
        detail=SUMMARY,
        errors=[in_indonesian(dict(error)) for error in errors],
    )


@api.exception_handler(NaskahError)
def naskah_error_handler(request: HttpRequest, exc: NaskahError) -> HttpResponse:
    """A rule of the SOP said no: 409, with the rule's own words."""
    return refuse_api(exc)


@api.exception_handler(ProtectedError)
def protected_handler(request: HttpRequest, exc: ProtectedError) -> HttpResponse:
    """A deletion that would tear other rows apart."""
    return refuse_api(StillInUse())


@api.exception_handler(PublishPermissionError)
def publish_permission_handler(
    request: HttpRequest, exc: PublishPermissionError
) -> HttpResponse:
    """Nobody publishes by permission, so say by which way a text does get live."""
    return problem_response(
        status=403,
        detail=(
            "Halaman hanya tayang melalui alur SOP-nya. Ajukan naskah untuk "
            "ditinjau; langkah publikasi yang menayangkannya."
        ),
    )


@api.exception_handler(PermissionDenied)
def permission_handler(request: HttpRequest, exc: PermissionDenied) -> HttpResponse:
    """Wagtail's own refusals are English and name no way out."""
    return problem_response(
        status=403,
        title="Tidak berwenang",
        detail=(
            "Anda tidak berwenang melakukan tindakan ini, atau naskahnya sedang "
            "terkunci selama peninjauan. Halaman hanya tayang melalui alur SOP-nya."
        ),
    )
