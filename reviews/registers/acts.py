"""Disposisi and jejak: the registers of what was ordered and done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pages.models import InstansiPage
from reviews.papers.disposisi import Disposisi
from reviews.papers.jejak import Jejak
from reviews.registers import penerima
from reviews.registers.base import Bagian, Register, naskah_url, offices_in
from reviews.registers.details import INSTRUKSI, lines_of
from reviews.registers.kolom import Kolom, Saringan, fixed, local, years

if TYPE_CHECKING:
    from django.db.models import QuerySet


def instructions(sheet: Disposisi) -> str:
    return ", ".join(INSTRUKSI.get(code, code) for code in sheet.instruksi)


def subject(row: Jejak) -> str:
    """The text that the act was about, or whatever else."""
    return row.naskah.judul if row.naskah else str(row.data.get("hal", ""))


def offices_of_chains(rows: QuerySet[Any]) -> list[tuple[str, str]]:
    """Of rows of names and terms too, which belong to no round."""
    chains = rows.order_by().values("rantai__kantor")
    offices = InstansiPage.objects.filter(translation_key__in=chains)
    return [
        (str(each.translation_key), each.title) for each in offices.order_by("title")
    ]


class DisposisiRegister(Register):
    model = Disposisi
    base_url_path = "naskah/register/disposisi"
    menu_label = "Disposisi"
    menu_icon = "mail"
    nama_berkas = "register-disposisi"
    office_path = "instansi"
    ordering = ("-tahun", "-nomor_agenda")
    search_fields = ("isi", "jejak__naskah__judul", "jejak__jabatan", "jejak__nama")
    kolom = (
        Kolom(
            "Nomor agenda",
            lambda d: f"{d.nomor_agenda}/{d.tahun}",
            urut="nomor_agenda",
            lebar=14,
        ),
        Kolom(
            "Tanggal", lambda d: local(d.jejak.waktu, d.instansi), urut="jejak__waktu"
        ),
        Kolom("Dari", lambda d: d.jejak.jabatan, urut="jejak__jabatan", lebar=30),
        Kolom("Hal", lambda d: d.jejak.naskah.judul, lebar=50),
        Kolom(
            "Diteruskan kepada",
            lambda d: ", ".join(
                to.sebutan for to in d.penerima.all() if to.diteruskan_oleh_id is None
            ),
            lebar=40,
        ),
        Kolom("Keadaan penerima", penerima.standing, lebar=60),
        Kolom("Instruksi", instructions, lebar=30),
        Kolom("Batas waktu", lambda d: d.batas_waktu, urut="batas_waktu", lebar=14),
        Kolom("Urgensi", lambda d: d.get_urgensi_display(), urut="urgensi"),
        Kolom("Sifat naskah", lambda d: d.get_sifat_display(), daftar=False),
        Kolom("Isi disposisi", lambda d: d.isi, lebar=60, daftar=False),
        Kolom("Penanda tangan", lambda d: d.jejak.nama, lebar=30, daftar=False),
        Kolom("Instansi", lambda d: d.instansi.title, lebar=40, daftar=False),
    )
    saringan = (
        offices_in("instansi"),
        Saringan("tahun", "Tahun", "tahun", years("tahun")),
        Saringan("urgensi", "Urgensi", "urgensi", fixed(Disposisi.Urgensi.choices)),
        Saringan("sifat", "Sifat naskah", "sifat", fixed(Disposisi.Sifat.choices)),
    )

    def rows(
        self, found: QuerySet[Any], offices: QuerySet[InstansiPage]
    ) -> QuerySet[Any]:
        found = super().rows(found, offices).select_related("instansi", "jejak__naskah")
        return found.prefetch_related("penerima")

    def bagian(self, row: Disposisi) -> list[Bagian]:
        return [("Penerima", penerima.detail(row))]

    def tautan(self, row: Disposisi) -> str:
        return naskah_url(row.jejak.naskah)


class JejakRegister(Register):
    model = Jejak
    base_url_path = "naskah/register/jejak"
    menu_label = "Jejak"
    menu_icon = "history"
    nama_berkas = "jejak"
    ordering = ("-pk",)
    search_fields = ("naskah__judul", "nama", "jabatan", "nip")
    kolom = (
        Kolom("Nomor", lambda j: j.nomor, urut="nomor", lebar=10),
        Kolom("Waktu", lambda j: local(j.waktu, j.rantai.instansi), urut="waktu"),
        Kolom("Hal", subject, urut="naskah__judul", lebar=50),
        Kolom("Perbuatan", lambda j: j.get_aksi_display(), urut="aksi", lebar=24),
        Kolom("Langkah", lambda j: j.langkah, urut="langkah", lebar=10),
        Kolom("Jabatan", lambda j: j.jabatan, urut="jabatan", lebar=30),
        Kolom("Nama", lambda j: j.nama, urut="nama", lebar=30),
        Kolom("NIP", lambda j: j.nip, daftar=False),
        Kolom("Kapasitas", lambda j: j.kapasitas, daftar=False),
        Kolom("Digest naskah", lambda j: j.digest, lebar=70, daftar=False),
        Kolom("Hash sebelumnya", lambda j: j.sebelumnya, lebar=70, daftar=False),
        Kolom("Hash", lambda j: j.hash, lebar=70, daftar=False),
        Kolom("Instansi", lambda j: j.rantai.instansi.title, lebar=40, daftar=False),
    )
    saringan = (
        Saringan("instansi", "Instansi", "rantai__kantor", offices_of_chains),
        Saringan(
            "tahun", "Tahun", "naskah__tahun_agenda", years("naskah__tahun_agenda")
        ),
        Saringan("aksi", "Perbuatan", "aksi", fixed(Jejak.Aksi.choices)),
    )

    def rows(
        self, found: QuerySet[Any], offices: QuerySet[InstansiPage]
    ) -> QuerySet[Any]:
        """Of rounds, and of terms and names, which belong to none."""
        found = found.filter(rantai__kantor__in=offices.values("translation_key"))
        return found.select_related("naskah").prefetch_related("rantai")

    def bagian(self, row: Any) -> list[Bagian]:
        lines = lines_of(row.data, row.rantai.instansi)
        return [("Rincian", lines)] if lines else []
