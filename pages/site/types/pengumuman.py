"""``/api/v3/pengumuman/``: notices, by the day on which they begin."""

from __future__ import annotations

import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from pages.content.canonical import instant
from pages.models import InstansiPage, PengumumanPage
from pages.models.reading import UNDATED
from pages.parameters import PageId, Tanggal, Text
from pages.reading.kinds import Kind, register
from pages.site.api.html import html_of
from pages.site.api.list_query import ListQuery
from pages.site.api.responses import detail_response, list_response
from pages.site.api.schemas import (
    DETAIL_ERRORS,
    LIST_ERRORS,
    Dokumen,
    InstansiRef,
    Isi,
    Remah,
)
from pages.site.api.targets import Targets
from pages.site.api.texts import common_of

router = Router(auth=None)


class PengumumanItem(Schema):
    """One notice in a list; with ``fields`` only those asked for."""

    id: int | None = None
    judul: str | None = None
    slug: str | None = None
    instansi: InstansiRef | None = None
    ringkasan: str | None = None
    mulai: datetime.datetime | None = None
    selesai: datetime.datetime | None = None
    url: str | None = None
    kode_verifikasi: str | None = None
    isi: Isi | None = None
    lampiran: list[Dokumen] | None = None


class PengumumanList(Schema):
    count: int
    kursor: str | None
    items: list[PengumumanItem]


class PengumumanDetail(Schema):
    """The whole notice; ``digest`` is the SHA-256 that its paraf bind to.

    Only a draft has no ``mulai``; without ``selesai`` it has no end.
    """

    id: int
    judul: str
    slug: str
    instansi: InstansiRef | None
    ringkasan: str
    mulai: datetime.datetime | None
    selesai: datetime.datetime | None
    isi: Isi
    lampiran: list[Dokumen]
    url: str
    remah: list[Remah]
    digest: str
    kode_verifikasi: str | None


ALL = tuple(PengumumanItem.model_fields)
SHORT = tuple(name for name in ALL if name not in {"isi", "lampiran"})


class PengumumanQuery(ListQuery):
    item_fields = ALL

    instansi: Text | None = Field(None, description="Slug atau id instansi.")
    dari: Tanggal | None = Field(None, description="Tanggal mulai paling awal.")
    sampai: Tanggal | None = Field(None, description="Tanggal mulai paling akhir.")
    urut: Literal["-tanggal", "tanggal", "judul"] = Field(
        "-tanggal",
        description="Urutan (tanggal mulai, judul); tanda minus: dari yang terbesar.",
    )


def represent(pages: list[PengumumanPage]) -> list[dict[str, Any]]:
    """``pages`` with every field of the detail; queries do not add up."""
    targets = Targets.holding(pages, ["isi", "lampiran"])
    common = common_of(pages)

    def shown(page: PengumumanPage) -> dict[str, Any]:
        blocks = targets.show(page.isi)
        return {
            **common[page.pk],
            "ringkasan": page.ringkasan,
            "mulai": page.mulai and instant(page.mulai),
            "selesai": page.selesai and instant(page.selesai),
            "isi": {"html": html_of(blocks), "blocks": blocks},
            "lampiran": targets.show_files(page.lampiran),
        }

    return [shown(page) for page in pages]


def columns(pages: list[PengumumanPage]) -> list[dict[str, Any]]:
    offices = PengumumanPage.instansi_of_each(pages)
    return [
        {"tanggal": first_day(page.mulai, office)}
        for page, office in zip(pages, offices, strict=True)
    ]


def first_day(
    mulai: datetime.datetime | None, office: InstansiPage | None
) -> datetime.date:
    """The day on which it begins, by the clock of its office."""
    if mulai is None or office is None:
        return UNDATED
    return timezone.localdate(mulai, ZoneInfo(office.zona_waktu))


PENGUMUMAN = register(
    Kind(
        jenis="pengumuman",
        nama="Pengumuman",
        model=PengumumanPage,
        represent=represent,
        detail=PengumumanDetail,
        query=PengumumanQuery,
        short=SHORT,
        columns=columns,
        router=router,
    )
)


@router.get(
    "/",
    response={200: PengumumanList, **LIST_ERRORS},
    operation_id="pengumuman_list",
    summary="Daftar pengumuman",
)
def list_pengumuman(
    request: HttpRequest, query: Query[PengumumanQuery]
) -> HttpResponse:
    return list_response(request, PENGUMUMAN, query)


@router.get(
    "/{page_id}/",
    response={200: PengumumanDetail, **DETAIL_ERRORS},
    operation_id="pengumuman_detail",
    summary="Satu pengumuman",
)
def get_pengumuman(request: HttpRequest, page_id: PageId) -> HttpResponse:
    return detail_response(request, PENGUMUMAN, page_id)
