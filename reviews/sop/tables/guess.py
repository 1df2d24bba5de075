"""What kind a step probably is, from its words; its author confirms it."""

from __future__ import annotations

import re
from typing import Final

from reviews.sop.kinds import SESUDAH_TAYANG, Jenis, Objek

RULES: Final = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (Jenis.DISPOSISI, r"\bmen?d[ei](?:s)?posisi|\bmenugaskan|^\W*memerintahkan"),
        (Jenis.VERIFIKASI_PARAF, r"\bmem(?:beri(?:kan)?\s+)?paraf|\bmemaraf"),
        (Jenis.TANDA_TANGAN, r"\bmenandatangani|tanda\s*tangan"),
        (
            Jenis.VERIFIKASI,
            r"\bme(?:ng)?verifikasi|\bmenverifikasi|\bmemverifikasi|\bmemeriksa|\bmeneliti|\bmengoreksi|\bmengecek",
        ),
        (Jenis.DISPOSISI, r"pengarsipan laporan|\bmemerintahkan"),
        (
            Jenis.PUBLIKASI,
            r"\bmelakukan\s+(?:upload|unggah|update|entri|entry|publikasi)|\bmengunggah"
            r"|\bmenayangkan|\bmem(?:p)?ublikasi|\bmemuat\b|\bmeng-?upload|\bmenerbitkan",
        ),
        (Jenis.ARSIP, r"arsip"),
        (Jenis.LAPORAN, r"\bmelapor|\bmembuat\s+laporan|\bmenyusun\s+laporan"),
        (Jenis.OLAH_BAHAN, r"\bmengolah|\bmerubah|\bmengubah"),
        (Jenis.BUAT_NASKAH, r"\bmembuat|\bmenyusun|\bmenulis|\bdraft|\bkonsep"),
        (Jenis.TERIMA_BAHAN, r"\bmenerima"),
        (Jenis.KUMPUL_BAHAN, r"\bmengumpulkan|\bmenyiapkan"),
    )
)
OBJECTS: Final = {
    Jenis.KUMPUL_BAHAN: Objek.BAHAN,
    Jenis.OLAH_BAHAN: Objek.BAHAN,
    Jenis.TERIMA_BAHAN: Objek.BAHAN,
    Jenis.LAPORAN: Objek.LAPORAN,
}


def kinds_of(texts: list[str]) -> list[Jenis]:
    """A kind for each step; one of them publishes if any speaks of it."""
    kinds = [kind_of(text) for text in texts]
    publishing = [at for at, kind in enumerate(kinds) if kind == Jenis.PUBLIKASI]
    for at in publishing[1:]:
        kinds[at] = Jenis.VERIFIKASI
    if publishing:
        for at in range(publishing[0]):
            if kinds[at] in SESUDAH_TAYANG:
                kinds[at] = Jenis.VERIFIKASI
    return kinds


def kind_of(text: str) -> Jenis:
    return next((kind for kind, rule in RULES if rule.search(text)), Jenis.VERIFIKASI)


def object_of(kind: Jenis, text: str, *, published: bool) -> Objek:
    """What the step works on; after publication a laporan where it says so."""
    if published and "laporan" in text.casefold():
        return Objek.LAPORAN
    return OBJECTS.get(kind, Objek.NASKAH)
