"""``/api/v3/informasi-publik/``: what UU 14/2008 has an office publish."""

from __future__ import annotations

import datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from pages.content.public import DIKECUALIKAN
from pages.models import InformasiPublikIndexPage, InformasiPublikPage
from pages.models.informasi_publik import PASAL_10
from pages.models.reading import UNDATED
from pages.parameters import PageId, Tanggal, Text
from pages.reading.kinds import Kind, register
from pages.site.api.list_query import ListQuery
from pages.site.api.responses import detail_response, list_response
from pages.site.api.schemas import (
    DETAIL_ERRORS,
    LIST_ERRORS,
    Dokumen,
    InstansiRef,
    Remah,
)
from pages.site.api.targets import Targets
from pages.site.api.texts import common_of

router = Router(auth=None)


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
    kursor: str | None
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
    remah: list[Remah]
    digest: str
    kode_verifikasi: str | None


ALL = tuple(InformasiPublikItem.model_fields)
SHORT = tuple(name for name in ALL if name not in {"berkas", "serta_merta"})
# Fields that bear the same name in the model.
SAME = (
    "slug",
    "klasifikasi",
    "nomor",
    "ringkasan",
    "pejabat_penguasa",
    "penanggung_jawab",
    "waktu_pembuatan",
    "tempat_pembuatan",
    "bentuk",
    "jangka_simpan",
    "periode",
    "berlaku_mulai",
    "berlaku_sampai",
)


class InformasiPublikQuery(ListQuery):
    item_fields = ALL
    golongan = "klasifikasi"

    instansi: Text | None = Field(None, description="Slug atau id instansi.")
    klasifikasi: Literal["berkala", "serta-merta", "setiap-saat"] | None = Field(
        None, description="Hanya informasi dari klasifikasi ini."
    )
    dari: Tanggal | None = Field(None, description="Dibuat paling awal.")
    sampai: Tanggal | None = Field(None, description="Dibuat paling akhir.")
    urut: Literal["-waktu_pembuatan", "waktu_pembuatan", "judul", "nomor"] = Field(
        "-waktu_pembuatan", description="Urutan; tanda minus: dari yang terbesar."
    )


def serta_merta(page: InformasiPublikPage) -> dict[str, str] | None:
    """The fields of Ps. 10, which only information on a danger has."""
    if page.klasifikasi != page.Klasifikasi.SERTA_MERTA:
        return None
    return {name: getattr(page, name) for name in PASAL_10}


def represent(pages: list[InformasiPublikPage]) -> list[dict[str, Any]]:
    """``pages`` with every field of the detail; queries do not add up."""
    targets = Targets.holding(pages, ["berkas"])
    common = common_of(pages)
    return [
        {
            **{name: getattr(page, name) for name in SAME},
            **common[page.pk],
            "berkas": targets.show_files(page.berkas),
            "serta_merta": serta_merta(page),
        }
        for page in pages
    ]


def columns(pages: list[InformasiPublikPage]) -> list[dict[str, Any]]:
    return [
        {
            "golongan": page.klasifikasi,
            "tanggal": page.waktu_pembuatan or UNDATED,
            "nomor": page.nomor,
        }
        for page in pages
    ]


def classes() -> list[tuple[str, str]]:
    """The classes of public information, exempt apart."""
    every = InformasiPublikPage.Klasifikasi.values
    return [("klasifikasi", value) for value in every if value != DIKECUALIKAN]


INFORMASI_PUBLIK = register(
    Kind(
        jenis="informasi-publik",
        nama="Informasi publik",
        model=InformasiPublikPage,
        represent=represent,
        detail=InformasiPublikDetail,
        query=InformasiPublikQuery,
        short=SHORT,
        columns=columns,
        router=router,
        index=InformasiPublikIndexPage,
        filters=classes,
    )
)


@router.get(
    "/",
    response={200: InformasiPublikList, **LIST_ERRORS},
    operation_id="informasi_publik_list",
    summary="Daftar informasi publik",
)
def list_informasi_publik(
    request: HttpRequest, query: Query[InformasiPublikQuery]
) -> HttpResponse:
    return list_response(request, INFORMASI_PUBLIK, query)


@router.get(
    "/{page_id}/",
    response={200: InformasiPublikDetail, **DETAIL_ERRORS},
    operation_id="informasi_publik_detail",
    summary="Satu informasi publik",
)
def get_informasi_publik(request: HttpRequest, page_id: PageId) -> HttpResponse:
    return detail_response(request, INFORMASI_PUBLIK, page_id)
