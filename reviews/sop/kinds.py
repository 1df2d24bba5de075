"""What a step of an SOP can be, and what it is about."""

from __future__ import annotations

from dataclasses import dataclass
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
        return MEANINGS[self].label


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


LABEL_OBJEK: Final[dict[Objek, str]] = {
    Objek.PENUGASAN: "Penugasan",
    Objek.BAHAN: "Bahan",
    Objek.NASKAH: "Naskah",
    Objek.LAPORAN: "Laporan",
}


@dataclass(frozen=True)
class Meaning:
    """What a kind of step is in a document.

    ``words`` are patterns of its wording, each with its turn: those of all kinds are
    tried in that order. ``binds``, of a check: it approves the very text that it saw,
    and no other. ``after_tayang``: it presupposes a publication.
    """

    label: str
    words: tuple[tuple[int, str], ...]
    objek: Objek = Objek.NASKAH
    drafts: bool = False
    checks: bool = False
    binds: bool = True
    signs: bool = False
    after_tayang: bool = False


MEANINGS: Final[dict[Jenis, Meaning]] = {
    Jenis.KUMPUL_BAHAN: Meaning(
        "Pengumpulan bahan",
        ((120, r"\bmengumpulkan|\bmenyiapkan"),),
        Objek.BAHAN,
        drafts=True,
    ),
    Jenis.OLAH_BAHAN: Meaning(
        "Pengolahan bahan",
        ((90, r"\bmengolah|\bmerubah|\bmengubah"),),
        Objek.BAHAN,
        drafts=True,
    ),
    Jenis.TERIMA_BAHAN: Meaning(
        "Penerimaan bahan", ((110, r"\bmenerima"),), Objek.BAHAN
    ),
    Jenis.BUAT_NASKAH: Meaning(
        "Penyusunan naskah",
        ((100, r"\bmembuat|\bmenyusun|\bmenulis|\bdraft|\bkonsep"),),
        drafts=True,
    ),
    Jenis.VERIFIKASI: Meaning(
        "Verifikasi",
        (
            (
                40,
                r"\bme(?:ng)?verifikasi|\bmenverifikasi|\bmemverifikasi|\bmemeriksa"
                r"|\bmeneliti|\bmengoreksi|\bmengecek",
            ),
        ),
        checks=True,
    ),
    Jenis.VERIFIKASI_PARAF: Meaning(
        "Verifikasi dan paraf",
        ((20, r"\bmem(?:beri(?:kan)?\s+)?paraf|\bmemaraf"),),
        checks=True,
        signs=True,
    ),
    Jenis.DISPOSISI: Meaning(
        "Disposisi",
        (
            (10, r"\bmen?d[ei](?:s)?posisi|\bmenugaskan|^\W*memerintahkan"),
            (50, r"pengarsipan laporan|\bmemerintahkan"),
        ),
    ),
    Jenis.TANDA_TANGAN: Meaning(
        "Tanda tangan",
        ((30, r"\bmenandatangani|tanda\s*tangan"),),
        checks=True,
        signs=True,
    ),
    Jenis.MENGETAHUI: Meaning("Mengetahui", (), checks=True, signs=True),
    Jenis.PUBLIKASI: Meaning(
        "Penayangan",
        (
            (
                60,
                r"\bmelakukan\s+(?:upload|unggah|update|entri|entry|publikasi)"
                r"|\bmengunggah|\bmenayangkan|\bmem(?:p)?ublikasi|\bmemuat\b"
                r"|\bmeng-?upload|\bmenerbitkan",
            ),
        ),
    ),
    Jenis.LAPORAN: Meaning(
        "Laporan",
        ((80, r"\bmelapor|\bmembuat\s+laporan|\bmenyusun\s+laporan"),),
        Objek.LAPORAN,
        after_tayang=True,
    ),
    Jenis.ARSIP: Meaning("Pengarsipan", ((70, r"arsip"),), after_tayang=True),
}

PENYUSUNAN: Final = frozenset(k for k, meant in MEANINGS.items() if meant.drafts)
PEMERIKSAAN: Final = frozenset(k for k, meant in MEANINGS.items() if meant.checks)
MENGIKAT: Final = frozenset(k for k in PEMERIKSAAN if MEANINGS[k].binds)
PENANDATANGANAN: Final = frozenset(k for k, meant in MEANINGS.items() if meant.signs)
SESUDAH_TAYANG: Final = tuple(k for k, meant in MEANINGS.items() if meant.after_tayang)
"""Kinds that presuppose a publication, in the order in which they are done."""
