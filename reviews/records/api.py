"""The public read side of reviews: adopted SOPs, and who stands behind a text."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest  # ninja reads it at run time
from ninja import P, PathEx, Query, Router, Schema
from pydantic import Field

from pages.content.public import public_pages
from pages.models import InstansiPage
from pages.parameters import MAX_ID, MAX_OFFSET, Text, refuse_unknown
from pages.site.api.navigasi import in_office
from pages.site.api.schemas import DETAIL_ERRORS, LIST_ERRORS
from reviews.papers.naskah import Naskah
from reviews.papers.sop import SOP
from reviews.records.proof import proof_of

if TYPE_CHECKING:
    from reviews.sop.document import LangkahDokumen

sop_router = Router(auth=None)
verifikasi_router = Router(auth=None)

SOPId = PathEx[int, P(ge=1, le=MAX_ID, description="Nomor SOP.")]
Kode = PathEx[Text, P(description="Kode verifikasi di bawah terbitan.")]


class ParafSchema(Schema):
    """One paraf, signature or acknowledgement, by post; persons are not named."""

    langkah: int | None
    bentuk: str
    jabatan: str
    kapasitas: str
    waktu: datetime
    digest: str


class BagianSchema(Schema):
    """Which part of what is shown is as approved; null where nothing is shown."""

    teks: bool | None
    lampiran: bool | None


class PergantianSchema(Schema):
    """A new name, since the approval, of what surrounds the text."""

    hal: str
    dari: dict[str, str]
    menjadi: dict[str, str]
    waktu: datetime


class VerifikasiSchema(Schema):
    """Whether the live text is the one that was initialled and signed."""

    kode: str
    status: str
    judul: str | None
    instansi: str | None
    tayang_pada: datetime | None
    digest_disetujui: str
    digest_tayang: str | None
    sesuai: bool
    jejak: str = Field(description="`utuh`, atau apa yang tidak cocok dengan jejak.")
    bagian: BagianSchema
    sekitar: list[PergantianSchema]
    paraf: list[ParafSchema]


@verifikasi_router.get(
    "/{kode}/",
    response={200: VerifikasiSchema, **DETAIL_ERRORS},
    summary="Verifikasi terbitan",
    operation_id="verifikasi_detail",
)
def get_verifikasi(request: HttpRequest, kode: Kode) -> dict[str, Any]:
    naskah = Naskah.objects.filter(kode_verifikasi=kode).first()
    if naskah is None:
        raise Http404("Kode verifikasi tidak dikenal.")
    proof = proof_of(naskah)
    page, live = proof.page, proof.live
    return {
        "kode": kode,
        "status": proof.status,
        "judul": page.title if page else None,
        "instansi": naskah.instansi.title if page else None,
        "tayang_pada": proof.said.get("tayang_pada"),
        "digest_disetujui": proof.approved,
        "digest_tayang": live,
        "sesuai": proof.agrees,
        "jejak": str(proof.fault or "utuh"),
        "bagian": proof.parts(),
        "sekitar": list(proof.surroundings()),
        "paraf": proof.parafs(),
    }


class LangkahSchema(Schema):
    """One step as the SOP writes it."""

    no: int
    uraian: str
    pelaksana: list[str]
    jenis: list[str]
    objek: str
    kelengkapan: str | None
    waktu: str | None
    waktu_menit: int | None
    output: str | None
    dikembalikan_ke: int | None


class SOPRingkasSchema(Schema):
    """One adopted SOP in a list."""

    id: int
    kode: str
    versi: int
    nama: str
    nomor: str
    instansi: str
    jumlah_langkah: int
    jumlah_menit: int


class SOPSchema(SOPRingkasSchema):
    """One adopted SOP with its steps and times; the printed total beside the sum."""

    dasar_hukum: list[str]
    total_tertulis: str | None
    langkah: list[LangkahSchema]


class SOPListSchema(Schema):
    """A list of SOPs, as every list of this API is written."""

    count: int
    items: list[SOPRingkasSchema]


class SOPQuery(Schema):
    """What the list understands."""

    instansi: Text | None = Field(None, description="Slug atau nomor instansi.")
    limit: int = Field(20, ge=1, le=100, description="Jumlah butir per halaman.")
    offset: int = Field(
        0, ge=0, le=MAX_OFFSET, description="Jumlah butir yang dilewati."
    )


@sop_router.get(
    "/",
    response={200: SOPListSchema, **LIST_ERRORS},
    summary="Daftar SOP yang berlaku",
    operation_id="sop_list",
)
def list_sop(request: HttpRequest, query: Query[SOPQuery]) -> dict[str, Any]:
    refuse_unknown(request, SOPQuery)
    sops = public_sops()
    if query.instansi:
        sops = sops.filter(
            instansi__in=InstansiPage.objects.filter(in_office(query.instansi))
        )
    items = sops.order_by("pk")[query.offset : query.offset + query.limit]
    return {"count": sops.count(), "items": [summary(sop) for sop in items]}


@sop_router.get(
    "/{sop_id}/",
    response={200: SOPSchema, **DETAIL_ERRORS},
    summary="Satu SOP dengan langkah dan waktunya",
    operation_id="sop_detail",
)
def get_sop(request: HttpRequest, sop_id: SOPId) -> dict[str, Any]:
    sop = public_sops().filter(pk=sop_id).first()
    if sop is None:
        raise Http404("SOP tidak ditemukan.")
    total = sop.isi.total_waktu
    return {
        **summary(sop),
        "dasar_hukum": list(sop.isi.dasar_hukum),
        "total_tertulis": total.tertulis if total else None,
        "langkah": [step_row(step) for step in sop.isi.langkah],
    }


def public_sops() -> Any:
    """The SOPs in force in offices that are on the public site."""
    offices = public_pages(InstansiPage)
    return (
        SOP.objects.in_force().filter(instansi__in=offices).select_related("instansi")
    )


def summary(sop: SOP) -> dict[str, Any]:
    return {
        "id": sop.pk,
        "kode": sop.kode,
        "versi": sop.versi,
        "nama": sop.nama,
        "nomor": sop.nomor,
        "instansi": sop.instansi.title,
        "jumlah_langkah": len(sop.isi.langkah),
        "jumlah_menit": sop.isi.jumlah_menit,
    }


def step_row(step: LangkahDokumen) -> dict[str, Any]:
    fields = LangkahSchema.model_fields
    row = {name: getattr(step, name) for name in fields if name != "jenis"}
    return {**row, "jenis": [str(kind) for kind in step.semua_jenis]}
