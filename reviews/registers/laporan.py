"""Laporan penayangan: what follows each publication, and what has become of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, Exists, OuterRef, Subquery, Value, When
from django.db.models.functions import Cast
from wagtail.models import WorkflowState

from reviews.papers.jejak import Jejak
from reviews.papers.laporan import Berkas
from reviews.registers.base import Bagian, Register, offices_in
from reviews.registers.kolom import Kolom, Saringan, fixed, local, years
from reviews.registers.naskah import day, nomor

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pages.models import InstansiPage

# What has become of a dossier.
KEADAAN = {
    "berjalan": "Berjalan",
    "koreksi": "Menunggu koreksi",
    "ditutup": "Ditutup",
    "diakhiri": "Diakhiri",
}


def rounds_at(status: str) -> QuerySet[WorkflowState]:
    """The rounds of a register row's dossier that stand at ``status``."""
    return WorkflowState.objects.filter(
        status=status,
        base_content_type=ContentType.objects.get_for_model(Berkas),
        object_id=Cast(OuterRef("pk"), CharField()),
    )


def state_of_berkas() -> Case:
    """A key of ``KEADAAN``. One that ended before its last step has its reason."""
    ends = Jejak.objects.filter(
        naskah=OuterRef("naskah"), aksi=Jejak.Aksi.SELESAI, data__has_key="alasan"
    )
    waiting = rounds_at(WorkflowState.STATUS_NEEDS_CHANGES)
    return Case(
        When(Exists(ends), then=Value("diakhiri")),
        When(ditutup_pada__isnull=False, then=Value("ditutup")),
        When(Exists(waiting), then=Value("koreksi")),
        default=Value("berjalan"),
        output_field=CharField(),
    )


class LaporanRegister(Register):
    model = Berkas
    base_url_path = "naskah/register/laporan"
    menu_label = "Laporan penayangan"
    menu_icon = "doc-full"
    nama_berkas = "laporan-penayangan"
    ordering = ("-pk",)
    search_fields = ("naskah__judul", "naskah__kode_verifikasi", "laporan")
    kolom = (
        Kolom("Nomor agenda", lambda b: nomor(b.naskah), urut="naskah__nomor_agenda"),
        Kolom("Tayang", lambda b: day(b.naskah.tayang_pada, b.naskah), lebar=14),
        Kolom("Hal", lambda b: b.naskah.judul, urut="naskah__judul", lebar=50),
        Kolom("Keadaan", lambda b: KEADAAN[b.keadaan], urut="keadaan"),
        Kolom("Langkah sekarang", lambda b: b.langkah or "", lebar=40),
        Kolom("Kode verifikasi", lambda b: b.naskah.kode_verifikasi),
        Kolom(
            "Berakhir pada",
            lambda b: local(b.ditutup_pada, b.naskah.instansi),
            daftar=False,
        ),
        Kolom("Laporan", lambda b: b.laporan, lebar=80, daftar=False),
        Kolom("Instansi", lambda b: b.naskah.instansi.title, lebar=40, daftar=False),
    )
    saringan = (
        offices_in("naskah__instansi"),
        Saringan(
            "tahun",
            "Tahun",
            "naskah__tahun_agenda",
            years("naskah__tahun_agenda"),
        ),
        Saringan("keadaan", "Keadaan", "keadaan", fixed(list(KEADAAN.items()))),
    )

    def rows(
        self, found: QuerySet[Any], offices: QuerySet[InstansiPage]
    ) -> QuerySet[Any]:
        found = super().rows(found, offices).select_related("naskah__instansi")
        going = rounds_at(WorkflowState.STATUS_IN_PROGRESS)
        step = going.values("current_task_state__task__name")[:1]
        return found.annotate(langkah=Subquery(step), keadaan=state_of_berkas())

    def bagian(self, row: Berkas) -> list[Bagian]:
        acts = Jejak.objects.filter(naskah=row.naskah, paraf__isnull=False)
        lines = [
            (act.paraf.get_bentuk_display(), f"{act.jabatan} ({act.nama})")
            for act in acts.select_related("paraf")
        ]
        return [("Paraf dan tanda tangan", lines)] if lines else []
