"""What a step of an SOP can be, and what it is about."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from django.db.models import TextChoices


class Jenis(StrEnum):
    """Kind of a step; one step may be several kinds at once."""

    KUMPUL_BAHAN = "kumpul_bahan"
    OLAH_BAHAN = "olah_bahan"
    TERIMA_BAHAN = "terima_bahan"
    BUAT_NASKAH = "buat_naskah"
    VERIFIKASI = "verifikasi"
    VERIFIKASI_PARAF = "verifikasi_paraf"
    DISPOSISI = "disposisi"
    TANDA_TANGAN = "tanda_tangan"
    MENGETAHUI = "mengetahui"
    PUBLIKASI = "publikasi"
    LAPORAN = "laporan"
    ARSIP = "arsip"

    @property
    def label(self) -> str:
        return LABEL_JENIS[self]


class Objek(StrEnum):
    """What a step works on: an order, material, the text, or the report."""

    PENUGASAN = "penugasan"
    BAHAN = "bahan"
    NASKAH = "naskah"
    LAPORAN = "laporan"

    @property
    def label(self) -> str:
        return LABEL_OBJEK[self]


class EmpatMata(TextChoices):
    """Whom a step keeps out, so that two pairs of eyes see a naskah."""

    BAKU = "baku", "Pemeriksa bukan penyusun naskah"
    PENYUNTING = "penyunting", "Bukan penyusun dan bukan penyunting terakhir"
    TANPA = "tanpa", "Tidak dibatasi"


class Sumber(StrEnum):
    """Where the transcriber of an SOP found a fact: its chart, its words, neither."""

    BAGAN = "bagan"
    TEKS = "teks"
    INFERENSI = "inferensi"


LABEL_JENIS: Final[dict[Jenis, str]] = {
    Jenis.KUMPUL_BAHAN: "Pengumpulan bahan",
    Jenis.OLAH_BAHAN: "Pengolahan bahan",
    Jenis.TERIMA_BAHAN: "Penerimaan bahan",
    Jenis.BUAT_NASKAH: "Penyusunan naskah",
    Jenis.VERIFIKASI: "Verifikasi",
    Jenis.VERIFIKASI_PARAF: "Verifikasi dan paraf",
    Jenis.DISPOSISI: "Disposisi",
    Jenis.TANDA_TANGAN: "Tanda tangan",
    Jenis.MENGETAHUI: "Mengetahui",
    Jenis.PUBLIKASI: "Penayangan",
    Jenis.LAPORAN: "Laporan",
    Jenis.ARSIP: "Pengarsipan",
}
LABEL_OBJEK: Final[dict[Objek, str]] = {
    Objek.PENUGASAN: "Penugasan",
    Objek.BAHAN: "Bahan",
    Objek.NASKAH: "Naskah",
    Objek.LAPORAN: "Laporan",
}

PENYUSUNAN: Final = frozenset({Jenis.KUMPUL_BAHAN, Jenis.OLAH_BAHAN, Jenis.BUAT_NASKAH})
PEMERIKSAAN: Final = frozenset(
    {
        Jenis.VERIFIKASI,
        Jenis.VERIFIKASI_PARAF,
        Jenis.TANDA_TANGAN,
        Jenis.MENGETAHUI,
    }
)
SESUDAH_TAYANG: Final = (Jenis.LAPORAN, Jenis.ARSIP)
"""Kinds that presuppose a publication, in the order in which they are done."""
