"""Buku agenda and arsip: the registers of the naskah themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import (
    OuterRef,
    Prefetch,
    Subquery,
)
from django.template.defaultfilters import filesizeformat, truncatechars

from reviews.papers.jejak import Jejak
from reviews.papers.laporan import Arsip
from reviews.papers.naskah import Naskah
from reviews.registers.base import Bagian, Register, naskah_url, offices_in
from reviews.registers.kolom import Kolom, Saringan, fixed, local, shown, years

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from pages.models import InstansiPage


def nomor(naskah: Naskah) -> str:
    return f"{naskah.nomor_agenda}/{naskah.tahun_agenda}"


def day(moment: dt.datetime | None, naskah: Naskah) -> dt.date | None:
    found = local(moment, naskah.instansi)
    return found.date() if found else None


def step_of(row: Naskah) -> str:
    """The step that waits, from the rows the list has joined already."""
    state = row.workflow_state if row.status == Naskah.Status.DITINJAU else None
    task_state = state.current_task_state if state else None
    return task_state.task.name if task_state else ""


def forwarded_to(naskah: Naskah) -> str:
    """Whom the last disposisi names; before the first, the step that waits."""
    sheets = [row.disposisi for row in naskah.lembar]  # type: ignore[attr-defined]
    if not sheets:
        return step_of(naskah)
    return ", ".join(to.sebutan for to in sheets[-1].penerima.all())


class AgendaRegister(Register):
    model = Naskah
    base_url_path = "naskah/register/agenda"
    menu_label = "Buku agenda"
    menu_icon = "list-ul"
    nama_berkas = "buku-agenda"
    office_path = "instansi"
    ordering = ("-tahun_agenda", "-nomor_agenda")
    search_fields = ("judul", "kode_verifikasi", "penyusun__first_name")
    kolom = (
        Kolom("Nomor agenda", nomor, urut="nomor_agenda", lebar=14),
        Kolom(
            "Tanggal", lambda n: day(n.dimulai_pada, n), urut="dimulai_pada", lebar=14
        ),
        Kolom("Asal", lambda n: n.asal or n.asal_nama or "", lebar=30),
        Kolom("Hal", lambda n: n.judul, urut="judul", lebar=50),
        Kolom("Status", lambda n: n.get_status_display(), urut="status"),
        Kolom("Diteruskan kepada", forwarded_to, lebar=40),
        Kolom("Langkah sekarang", step_of, lebar=40, daftar=False),
        Kolom(
            "Dijadwalkan tayang",
            lambda n: local(n.jadwal_tayang, n.instansi),
            daftar=False,
        ),
        Kolom("Tayang", lambda n: local(n.tayang_pada, n.instansi), daftar=False),
        Kolom("Kode verifikasi", lambda n: n.kode_verifikasi, daftar=False),
        Kolom("Menurut SOP", lambda n: str(n.sop or ""), lebar=50, daftar=False),
        Kolom("Instansi", lambda n: n.instansi.title, lebar=40, daftar=False),
    )
    saringan = (
        offices_in("instansi"),
        Saringan("tahun", "Tahun", "tahun_agenda", years("tahun_agenda")),
        Saringan("status", "Status", "status", fixed(Naskah.Status.choices)),
    )

    def rows(
        self, found: QuerySet[Any], offices: QuerySet[InstansiPage]
    ) -> QuerySet[Any]:
        acts = Jejak.objects.filter(naskah=OuterRef("pk")).order_by("nomor")
        sheets = Jejak.objects.filter(disposisi__isnull=False).order_by("nomor")
        sheets = sheets.select_related("disposisi")
        return (
            super()
            .rows(found, offices)
            .select_related(
                "instansi", "sop", "workflow_state__current_task_state__task"
            )
            .annotate(
                asal=Subquery(acts.exclude(jabatan="").values("jabatan")[:1]),
                asal_nama=Subquery(acts.exclude(nama="").values("nama")[:1]),
            )
            .prefetch_related(
                Prefetch(
                    "jejak",
                    queryset=sheets.prefetch_related("disposisi__penerima"),
                    to_attr="lembar",
                )
            )
        )

    def bagian(self, row: Naskah) -> list[Bagian]:
        acts = [
            (
                shown(local(act.waktu, row.instansi)),
                f"{act.get_aksi_display()} - {act.jabatan or act.nama or 'sistem'}",
            )
            for act in Jejak.objects.filter(naskah=row)
        ]
        return [("Perjalanan", acts)] if acts else []

    def tautan(self, row: Naskah) -> str:
        return naskah_url(row)


def size_of(arsip: Arsip) -> str:
    return filesizeformat(arsip.ukuran) if arsip.sha256 else ""


def next_attempt(arsip: Arsip) -> dt.datetime | None:
    if arsip.status == Arsip.Status.TERARSIP:
        return None
    return local(arsip.waktu_berikut, arsip.naskah.instansi)


class ArsipRegister(Register):
    model = Arsip
    base_url_path = "naskah/register/arsip"
    menu_label = "Arsip"
    menu_icon = "folder-inverse"
    nama_berkas = "register-arsip"
    ordering = ("-pk",)
    search_fields = ("naskah__judul", "sha256", "berkas")
    kolom = (
        Kolom("Nomor agenda", lambda a: nomor(a.naskah), urut="naskah__nomor_agenda"),
        Kolom("Diarsipkan", lambda a: local(a.diarsipkan_pada, a.naskah.instansi)),
        Kolom("Hal", lambda a: a.naskah.judul, urut="naskah__judul", lebar=50),
        Kolom("Keadaan", lambda a: a.keadaan, urut="status", lebar=30),
        Kolom("Oleh", lambda a: a.jejak.jabatan or a.jejak.nama, lebar=30),
        Kolom("Ukuran", size_of, urut="ukuran", lebar=12),
        Kolom("SHA-256", lambda a: truncatechars(a.sha256, 17), lebar=20),
        Kolom("Sidik lengkap (SHA-256)", lambda a: a.sha256, lebar=70, daftar=False),
        Kolom("Berkas arsip", lambda a: a.berkas, lebar=50, daftar=False),
        Kolom(
            "Dicatat", lambda a: local(a.dibuat_pada, a.naskah.instansi), daftar=False
        ),
        Kolom("Percobaan menulis", lambda a: a.percobaan, daftar=False),
        Kolom("Dicoba lagi", next_attempt, daftar=False),
        Kolom("Instansi", lambda a: a.naskah.instansi.title, lebar=40, daftar=False),
    )
    saringan = (
        offices_in("naskah__instansi"),
        Saringan(
            "tahun", "Tahun", "naskah__tahun_agenda", years("naskah__tahun_agenda")
        ),
        Saringan("keadaan", "Keadaan", "status", fixed(Arsip.Status.choices)),
    )

    def rows(
        self, found: QuerySet[Any], offices: QuerySet[InstansiPage]
    ) -> QuerySet[Any]:
        return super().rows(found, offices).select_related("naskah__instansi", "jejak")
