"""``/api/v3/instansi/``: the offices."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from pages.content.public import public_path
from pages.models import InstansiPage
from pages.parameters import PageId
from pages.reading.kinds import Kind, register
from pages.site.api.list_query import ListQuery
from pages.site.api.responses import detail_response, list_response
from pages.site.api.schemas import DETAIL_ERRORS, LIST_ERRORS, Gambar
from pages.site.api.targets import Targets

router = Router(auth=None)

Jenis = Literal[
    "kota",
    "kabupaten",
    "provinsi",
    "lembaga",
    "badan",
    "dinas",
    "sekretariat",
    "lainnya",
]


class InstansiItem(Schema):
    """One office in a list; with ``fields`` only those asked for."""

    id: int | None = None
    nama: str | None = None
    slug: str | None = None
    jenis: str | None = None
    kode_skpd: str | None = None
    logo: Gambar | None = None
    alamat: str | None = None
    telepon: str | None = None
    surel: str | None = None
    zona_waktu: str | None = None
    ppid: str | None = None
    url: str | None = None


class InstansiList(Schema):
    count: int
    kursor: str | None
    items: list[InstansiItem]


class InstansiDetail(Schema):
    id: int
    nama: str
    slug: str
    jenis: str
    kode_skpd: str
    logo: Gambar | None
    alamat: str
    telepon: str
    surel: str
    zona_waktu: str
    ppid: str
    url: str


ALL = tuple(InstansiItem.model_fields)
# Fields that bear the same name in the model.
SAME = (
    "slug",
    "jenis",
    "kode_skpd",
    "alamat",
    "telepon",
    "surel",
    "zona_waktu",
    "ppid",
)


class InstansiQuery(ListQuery):
    item_fields = ALL
    golongan = "jenis"

    jenis: Jenis | None = Field(None, description="Jenis instansi.")


def represent(pages: list[InstansiPage]) -> list[dict[str, Any]]:
    """``pages`` with every field of the detail; queries do not add up."""
    targets = Targets.holding(pages, ["logo"])
    return [
        {
            **{name: getattr(page, name) for name in SAME},
            "id": page.pk,
            "nama": page.title,
            "logo": targets.images.get(page.logo_id),
            "url": public_path(page),
        }
        for page in pages
    ]


INSTANSI = register(
    Kind(
        jenis="instansi",
        nama="Instansi",
        model=InstansiPage,
        represent=represent,
        detail=InstansiDetail,
        query=InstansiQuery,
        short=ALL,
        columns=lambda pages: [{"golongan": page.jenis} for page in pages],
        router=router,
        by_office=False,
    )
)


@router.get(
    "/",
    response={200: InstansiList, **LIST_ERRORS},
    operation_id="instansi_list",
    summary="Daftar instansi",
)
def list_instansi(request: HttpRequest, query: Query[InstansiQuery]) -> HttpResponse:
    return list_response(request, INSTANSI, query)


@router.get(
    "/{page_id}/",
    response={200: InstansiDetail, **DETAIL_ERRORS},
    operation_id="instansi_detail",
    summary="Satu instansi",
)
def get_instansi(request: HttpRequest, page_id: PageId) -> HttpResponse:
    return detail_response(request, INSTANSI, page_id)
