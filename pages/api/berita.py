"""``/api/v3/berita/``."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Literal

from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from pages.api.hooks import verification_codes
from pages.api.html import html_of
from pages.api.parameters import ListQuery, PageId, Text, in_office, refuse_unknown
from pages.api.schemas import (
    DETAIL_ERRORS,
    LIST_ERRORS,
    Dokumen,
    Gambar,
    InstansiRef,
    Isi,
    KategoriRef,
)
from pages.api.shelf import Shelf, offices_of
from pages.models import BeritaPage, BeritaTag
from pages.public import public_pages, public_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

router = Router(auth=None)

ORDERS = {
    "-tanggal": ("-tanggal", "-pk"),
    "tanggal": ("tanggal", "pk"),
    "judul": ("title", "pk"),
}
FILE_FIELDS = {"isi": "isi", "gambar": "gambar_utama", "lampiran": "lampiran"}


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
    digest: str
    kode_verifikasi: str | None


ALL = tuple(BeritaItem.model_fields)
SHORT = tuple(name for name in ALL if name not in {"isi", "lampiran"})


class BeritaQuery(ListQuery):
    item_fields = ALL

    instansi: Text | None = Field(None, description="Slug atau id instansi.")
    kategori: Text | None = Field(None, description="Slug kategori.")
    tag: Text | None = Field(None, description="Nama atau slug tag.")
    dari: datetime.date | None = Field(None, description="Tanggal paling awal.")
    sampai: datetime.date | None = Field(None, description="Tanggal paling akhir.")
    urut: Literal["-tanggal", "tanggal", "judul"] = "-tanggal"


@router.get(
    "/",
    response={200: BeritaList, **LIST_ERRORS},
    exclude_unset=True,
    operation_id="berita_list",
    summary="Daftar berita",
)
def list_berita(request: HttpRequest, query: Query[BeritaQuery]) -> dict[str, Any]:
    refuse_unknown(request, BeritaQuery)
    chosen = filtered(public_pages(BeritaPage), query)
    rows = query.slice(chosen.select_related("kategori").order_by(*ORDERS[query.urut]))
    return {
        "count": chosen.count(),
        "items": represent(rows, query.wanted(SHORT)),
    }


@router.get(
    "/{page_id}/",
    response={200: BeritaDetail, **DETAIL_ERRORS},
    operation_id="berita_detail",
    summary="Satu berita",
)
def get_berita(request: HttpRequest, page_id: PageId) -> dict[str, Any]:
    refuse_unknown(request)
    page = (
        public_pages(BeritaPage).filter(pk=page_id).select_related("kategori").first()
    )
    if page is None:
        raise Http404("Berita tidak ditemukan.")
    return represent([page], ALL)[0] | {"digest": page.digest()}


def filtered(pages: QuerySet[BeritaPage], query: BeritaQuery) -> QuerySet[BeritaPage]:
    """``pages`` that match every filter that was given."""
    wanted = Q()
    if query.instansi is not None:
        wanted &= in_office(query.instansi)
    if query.kategori is not None:
        wanted &= Q(kategori__slug=query.kategori)
    if query.tag is not None:
        wanted &= Q(tagged_with(query.tag))
    if query.dari:
        wanted &= Q(tanggal__gte=query.dari)
    if query.sampai:
        wanted &= Q(tanggal__lte=query.sampai)
    if query.q:
        wanted &= Q(title__icontains=query.q) | Q(ringkasan__icontains=query.q)
    return pages.filter(wanted)


def tagged_with(tag: str) -> Exists:
    """Whether a page bears ``tag``, given by its name or its slug."""
    named = Q(tag__slug=tag) | Q(tag__name__iexact=tag)
    return Exists(BeritaTag.objects.filter(named, content_object_id=OuterRef("pk")))


def tags_of(pages: list[BeritaPage]) -> dict[int, list[str]]:
    """Tag names by page id, sorted alike on every database."""
    names: dict[int, list[str]] = {page.pk: [] for page in pages}
    rows = BeritaTag.objects.filter(content_object_id__in=names)
    for pk, name in rows.values_list("content_object_id", "tag__name"):
        names[pk].append(name)
    return {pk: sorted(found) for pk, found in names.items()}


def represent(pages: list[BeritaPage], names: tuple[str, ...]) -> list[dict[str, Any]]:
    """``pages`` as JSON values with the fields ``names``; queries do not add up."""
    pks = [page.pk for page in pages]
    needed = [FILE_FIELDS[name] for name in names if name in FILE_FIELDS]
    shelf = Shelf.holding(pages, needed)
    offices = offices_of(pages) if "instansi" in names else {}
    tags = tags_of(pages) if "tag" in names else {}
    codes = verification_codes(pks) if "kode_verifikasi" in names else {}

    def isi(page: BeritaPage) -> dict[str, Any]:
        shown = shelf.show(page.isi)
        return {"html": html_of(shown), "blocks": shown}

    shown_as: dict[str, Callable[[BeritaPage], Any]] = {
        "id": lambda page: page.pk,
        "judul": lambda page: page.title,
        "instansi": lambda page: offices.get(page.pk),
        "gambar": lambda page: shelf.images.get(page.gambar_utama_id),
        "tag": lambda page: tags[page.pk],
        "url": public_path,
        "kode_verifikasi": lambda page: codes.get(page.pk),
        "isi": isi,
        "lampiran": lambda page: shelf.show_files(page.lampiran),
    }
    return [
        {
            name: shown_as[name](page) if name in shown_as else getattr(page, name)
            for name in names
        }
        for page in pages
    ]
