"""``/api/v3/informasi-publik/``: what UU 14/2008 has an office publish."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Literal

from django.db.models import F, Q
from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from pages.api.hooks import verification_codes
from pages.api.parameters import ListQuery, PageId, Text, in_office, refuse_unknown
from pages.api.schemas import DETAIL_ERRORS, LIST_ERRORS, Dokumen, InstansiRef
from pages.api.shelf import Shelf, offices_of
from pages.models import InformasiPublikPage
from pages.models.informasi_publik import PASAL_10
from pages.public import public_pages, public_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.db.models.expressions import OrderBy

router = Router(auth=None)

# Undated entries stand last on every database.
ORDERS: dict[str, tuple[str | OrderBy, str]] = {
    "-waktu_pembuatan": (F("waktu_pembuatan").desc(nulls_last=True), "-pk"),
    "waktu_pembuatan": (F("waktu_pembuatan").asc(nulls_last=True), "pk"),
    "judul": ("title", "pk"),
    "nomor": ("nomor", "pk"),
}


class SertaMerta(Schema):
    """What Ps. 10 asks of information on a danger."""

    bahaya_dampak: str
    pihak_terdampak: str
    evakuasi: str
    cara_menghindari: str
    cara_mendapat_bantuan: str
    pihak_pengumum: str
    cara_pengumuman: str


class InformasiPublikItem(Schema):
    """One entry in a list; with ``fields`` only those asked for."""

    id: int | None = None
    judul: str | None = None
    slug: str | None = None
    instansi: InstansiRef | None = None
    klasifikasi: str | None = None
    nomor: str | None = None
    ringkasan: str | None = None
    pejabat_penguasa: str | None = None
    penanggung_jawab: str | None = None
    waktu_pembuatan: datetime.date | None = None
    tempat_pembuatan: str | None = None
    bentuk: str | None = None
    jangka_simpan: str | None = None
    periode: str | None = None
    berlaku_mulai: datetime.date | None = None
    berlaku_sampai: datetime.date | None = None
    berkas: list[Dokumen] | None = None
    serta_merta: SertaMerta | None = None
    url: str | None = None
    kode_verifikasi: str | None = None


class InformasiPublikList(Schema):
    count: int
    items: list[InformasiPublikItem]


class InformasiPublikDetail(Schema):
    """The whole entry; ``digest`` is the SHA-256 that its paraf bind to."""

    id: int
    judul: str
    slug: str
    instansi: InstansiRef | None
    klasifikasi: str
    nomor: str
    ringkasan: str
    pejabat_penguasa: str
    penanggung_jawab: str
    waktu_pembuatan: datetime.date | None
    tempat_pembuatan: str
    bentuk: str
    jangka_simpan: str
    periode: str
    berlaku_mulai: datetime.date | None
    berlaku_sampai: datetime.date | None
    berkas: list[Dokumen]
    serta_merta: SertaMerta | None
    url: str
    digest: str
    kode_verifikasi: str | None


ALL = tuple(InformasiPublikItem.model_fields)
SHORT = tuple(name for name in ALL if name not in {"berkas", "serta_merta"})


class InformasiPublikQuery(ListQuery):
    item_fields = ALL

    instansi: Text | None = Field(None, description="Slug atau id instansi.")
    klasifikasi: Literal["berkala", "serta-merta", "setiap-saat"] | None = None
    dari: datetime.date | None = Field(None, description="Dibuat paling awal.")
    sampai: datetime.date | None = Field(None, description="Dibuat paling akhir.")
    urut: Literal["-waktu_pembuatan", "waktu_pembuatan", "judul", "nomor"] = (
        "-waktu_pembuatan"
    )


@router.get(
    "/",
    response={200: InformasiPublikList, **LIST_ERRORS},
    exclude_unset=True,
    operation_id="informasi_publik_list",
    summary="Daftar informasi publik",
)
def list_informasi_publik(
    request: HttpRequest, query: Query[InformasiPublikQuery]
) -> dict[str, Any]:
    refuse_unknown(request, InformasiPublikQuery)
    chosen = filtered(public_pages(InformasiPublikPage), query)
    rows = query.slice(chosen.order_by(*ORDERS[query.urut]))
    return {
        "count": chosen.count(),
        "items": represent(rows, query.wanted(SHORT)),
    }


@router.get(
    "/{page_id}/",
    response={200: InformasiPublikDetail, **DETAIL_ERRORS},
    operation_id="informasi_publik_detail",
    summary="Satu informasi publik",
)
def get_informasi_publik(request: HttpRequest, page_id: PageId) -> dict[str, Any]:
    refuse_unknown(request)
    page = public_pages(InformasiPublikPage).filter(pk=page_id).first()
    if page is None:
        raise Http404("Informasi publik tidak ditemukan.")
    return represent([page], ALL)[0] | {"digest": page.digest()}


def filtered(
    pages: QuerySet[InformasiPublikPage], query: InformasiPublikQuery
) -> QuerySet[InformasiPublikPage]:
    """``pages`` that match every filter that was given."""
    wanted = Q()
    if query.instansi is not None:
        wanted &= in_office(query.instansi)
    if query.klasifikasi:
        wanted &= Q(klasifikasi=query.klasifikasi)
    if query.dari:
        wanted &= Q(waktu_pembuatan__gte=query.dari)
    if query.sampai:
        wanted &= Q(waktu_pembuatan__lte=query.sampai)
    if query.q:
        wanted &= Q(title__icontains=query.q) | Q(ringkasan__icontains=query.q)
    return pages.filter(wanted)


def serta_merta(page: InformasiPublikPage) -> dict[str, str] | None:
    """The fields of Ps. 10, which only information on a danger has."""
    if page.klasifikasi != page.Klasifikasi.SERTA_MERTA:
        return None
    return {name: getattr(page, name) for name in PASAL_10}


def represent(
    pages: list[InformasiPublikPage], names: tuple[str, ...]
) -> list[dict[str, Any]]:
    """``pages`` as JSON values with the fields ``names``; queries do not add up."""
    pks = [page.pk for page in pages]
    shelf = Shelf.holding(pages, ["berkas"] if "berkas" in names else [])
    offices = offices_of(pages) if "instansi" in names else {}
    codes = verification_codes(pks) if "kode_verifikasi" in names else {}
    shown_as: dict[str, Callable[[InformasiPublikPage], Any]] = {
        "id": lambda page: page.pk,
        "judul": lambda page: page.title,
        "instansi": lambda page: offices.get(page.pk),
        "berkas": lambda page: shelf.show_files(page.berkas),
        "serta_merta": serta_merta,
        "url": public_path,
        "kode_verifikasi": lambda page: codes.get(page.pk),
    }
    return [
        {
            name: shown_as[name](page) if name in shown_as else getattr(page, name)
            for name in names
        }
        for page in pages
    ]
