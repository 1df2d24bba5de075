"""``/api/v3/berita/``."""

from __future__ import annotations

import datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from pages.models import BeritaIndexPage, BeritaPage, BeritaTag, Kategori
from pages.parameters import PageId, Tanggal, Text
from pages.reading.kinds import Kind, register
from pages.site.api.html import html_of
from pages.site.api.list_query import ListQuery
from pages.site.api.responses import detail_response, list_response
from pages.site.api.schemas import (
    DETAIL_ERRORS,
    LIST_ERRORS,
    Dokumen,
    Gambar,
    InstansiRef,
    Isi,
    KategoriRef,
    Remah,
)
from pages.site.api.targets import Targets
from pages.site.api.texts import common_of

router = Router(auth=None)


class BeritaItem(Schema):
    """One article in a list; with ``fields`` only those asked for."""

    id: int | None = None
    judul: str | None = None
    slug: str | None = None
    instansi: InstansiRef | None = None
    kategori: KategoriRef | None = None
    tanggal: datetime.date | None = None
    ringkasan: str | None = None
    gambar: Gambar | None = None
    tag: list[str] | None = None
    penulis: str | None = None
    sumber: str | None = None
    url: str | None = None
    kode_verifikasi: str | None = None
    isi: Isi | None = None
    lampiran: list[Dokumen] | None = None


class BeritaList(Schema):
    count: int
    kursor: str | None
    items: list[BeritaItem]


class BeritaDetail(Schema):
    """The whole article; ``digest`` is the SHA-256 that its paraf bind to."""

    id: int
    judul: str
    slug: str
    instansi: InstansiRef | None
    kategori: KategoriRef | None
    tanggal: datetime.date
    ringkasan: str
    isi: Isi
    gambar: Gambar | None
    lampiran: list[Dokumen]
    tag: list[str]
    penulis: str
    sumber: str
    url: str
    remah: list[Remah]
    digest: str
    kode_verifikasi: str | None


ALL = tuple(BeritaItem.model_fields)
SHORT = tuple(name for name in ALL if name not in {"isi", "lampiran"})


class BeritaQuery(ListQuery):
    item_fields = ALL
    golongan = "kategori"

    instansi: Text | None = Field(None, description="Slug atau id instansi.")
    kategori: Text | None = Field(None, description="Slug kategori.")
    tag: Text | None = Field(None, description="Nama atau slug tag.")
    dari: Tanggal | None = Field(None, description="Tanggal paling awal.")
    sampai: Tanggal | None = Field(None, description="Tanggal paling akhir.")
    urut: Literal["-tanggal", "tanggal", "judul"] = Field(
        "-tanggal", description="Urutan; tanda minus: dari yang terbesar."
    )


def load_tags(pages: list[BeritaPage]) -> None:
    """Give every page its tags in one query; a draft bears its own already."""
    held: dict[int, list[BeritaTag]] = {
        page.pk: [] for page in pages if not page.tagged_items.is_deferring
    }
    rows = BeritaTag.objects.filter(content_object_id__in=held)
    for row in rows.select_related("tag"):
        held[row.content_object_id].append(row)
    for page in pages:
        if page.pk in held:
            page.tagged_items = held[page.pk]


def represent(pages: list[BeritaPage]) -> list[dict[str, Any]]:
    """``pages`` with every field of :class:`BeritaDetail`; queries do not add up."""
    targets = Targets.holding(pages, ["isi", "gambar_utama", "lampiran"])
    load_tags(pages)
    common = common_of(pages)  # whose digests are of the tags too

    def shown(page: BeritaPage) -> dict[str, Any]:
        blocks = targets.show(page.isi)
        return {
            **common[page.pk],
            "kategori": page.kategori,
            "tanggal": page.tanggal,
            "ringkasan": page.ringkasan,
            "isi": {"html": html_of(blocks), "blocks": blocks},
            "gambar": targets.images.get(page.gambar_utama_id),
            "lampiran": targets.show_files(page.lampiran),
            "tag": sorted(tag.name for tag in page.tags.all()),
            "penulis": page.penulis,
            "sumber": page.sumber,
        }

    return [shown(page) for page in pages]


def columns(pages: list[BeritaPage]) -> list[dict[str, Any]]:
    return [
        {
            "golongan": page.kategori.slug if page.kategori else "",
            "tanggal": page.tanggal,
        }
        for page in pages
    ]


def headings() -> list[tuple[str, str]]:
    slugs = Kategori.objects.order_by("slug").values_list("slug", flat=True)
    return [("kategori", slug) for slug in slugs]


BERITA = register(
    Kind(
        jenis="berita",
        nama="Berita",
        model=BeritaPage,
        represent=represent,
        detail=BeritaDetail,
        query=BeritaQuery,
        short=SHORT,
        columns=columns,
        related=("kategori",),
        router=router,
        index=BeritaIndexPage,
        filters=headings,
    )
)


@router.get(
    "/",
    response={200: BeritaList, **LIST_ERRORS},
    operation_id="berita_list",
    summary="Daftar berita",
)
def list_berita(request: HttpRequest, query: Query[BeritaQuery]) -> HttpResponse:
    return list_response(request, BERITA, query)


@router.get(
    "/{page_id}/",
    response={200: BeritaDetail, **DETAIL_ERRORS},
    operation_id="berita_detail",
    summary="Satu berita",
)
def get_berita(request: HttpRequest, page_id: PageId) -> HttpResponse:
    return detail_response(request, BERITA, page_id)
