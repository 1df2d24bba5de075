"""``/api/v3/laman/``: the standing pages of an office."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from pages.models import LamanPage
from pages.parameters import PageId, Text
from pages.reading.kinds import Kind, register
from pages.site.api.html import html_of
from pages.site.api.list_query import ListQuery
from pages.site.api.responses import detail_response, list_response
from pages.site.api.schemas import DETAIL_ERRORS, LIST_ERRORS, InstansiRef, Isi, Remah
from pages.site.api.targets import Targets
from pages.site.api.texts import common_of

router = Router(auth=None)

Jenis = Literal["profil", "visi-misi", "struktur", "kontak", "lainnya"]


class LamanItem(Schema):
    """One standing page in a list; with ``fields`` only those asked for."""

    id: int | None = None
    judul: str | None = None
    slug: str | None = None
    instansi: InstansiRef | None = None
    jenis: str | None = None
    url: str | None = None
    kode_verifikasi: str | None = None
    isi: Isi | None = None


class LamanList(Schema):
    count: int
    kursor: str | None
    items: list[LamanItem]


class LamanDetail(Schema):
    """The whole page; ``digest`` is the SHA-256 that its paraf bind to."""

    id: int
    judul: str
    slug: str
    instansi: InstansiRef | None
    jenis: str
    isi: Isi
    url: str
    remah: list[Remah]
    digest: str
    kode_verifikasi: str | None


ALL = tuple(LamanItem.model_fields)
SHORT = tuple(name for name in ALL if name != "isi")


class LamanQuery(ListQuery):
    item_fields = ALL
    golongan = "jenis"

    instansi: Text | None = Field(None, description="Slug atau id instansi.")
    jenis: Jenis | None = Field(None, description="Jenis laman.")


def represent(pages: list[LamanPage]) -> list[dict[str, Any]]:
    """``pages`` with every field of the detail; queries do not add up."""
    targets = Targets.holding(pages, ["isi"])
    common = common_of(pages)

    def shown(page: LamanPage) -> dict[str, Any]:
        blocks = targets.show(page.isi)
        return {
            **common[page.pk],
            "jenis": page.jenis,
            "isi": {"html": html_of(blocks), "blocks": blocks},
        }

    return [shown(page) for page in pages]


LAMAN = register(
    Kind(
        jenis="laman",
        nama="Laman",
        model=LamanPage,
        represent=represent,
        detail=LamanDetail,
        query=LamanQuery,
        short=SHORT,
        columns=lambda pages: [{"golongan": page.jenis} for page in pages],
        router=router,
        in_menu=True,
    )
)


@router.get(
    "/",
    response={200: LamanList, **LIST_ERRORS},
    operation_id="laman_list",
    summary="Daftar laman",
)
def list_laman(request: HttpRequest, query: Query[LamanQuery]) -> HttpResponse:
    return list_response(request, LAMAN, query)


@router.get(
    "/{page_id}/",
    response={200: LamanDetail, **DETAIL_ERRORS},
    operation_id="laman_detail",
    summary="Satu laman",
)
def get_laman(request: HttpRequest, page_id: PageId) -> HttpResponse:
    return detail_response(request, LAMAN, page_id)
