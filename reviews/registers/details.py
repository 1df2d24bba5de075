"""What an act's row keeps beside its columns, in the words of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_aware

from reviews.papers.disposisi import Disposisi
from reviews.papers.jabatan import PemangkuJabatan
from reviews.papers.jejak import Jejak
from reviews.registers.kolom import local, shown

if TYPE_CHECKING:
    from pages.models import InstansiPage

INSTRUKSI = dict(Disposisi.Instruksi.choices)
KODE = INSTRUKSI | dict(PemangkuJabatan.Kapasitas.choices)
RINCIAN = {
    "alasan": "Alasan",
    "batas_waktu": "Batas waktu",
    Jejak.BERSAMA: "Diisi bersama jejak nomor",
    "catatan": "Catatan",
    "dari": "Semula",
    "menjadi": "Menjadi",
    "cek_situs": "Cek situs",
    "dicentang_pada": "Dicentang pada",
    "instruksi": "Instruksi",
    "isi": "Isi disposisi",
    "jadwal_tayang": "Dijadwalkan tayang",
    "kelengkapan": "Kelengkapan",
    "kepada": "Kepada",
    "kode_verifikasi": "Kode verifikasi",
    "laporan": "Laporan",
    "nomor_agenda": "Nomor agenda",
    "sifat": "Sifat naskah",
    "tahun": "Tahun",
    "tujuan": "Dikembalikan ke langkah",
    "urgensi": "Tingkat urgensi",
}

# Of terms and names, what changed.
KOLOM = {
    "alasan": "alasan penunjukan",
    "diakhiri_pada": "diakhiri lebih awal pada",
    "kapasitas": "sebagai",
    "hostname": "alamat",
    "mulai": "mulai menjabat",
    "name": "nama",
    "nip": "NIP",
    "sampai": "sampai dengan",
    "site_name": "nama situs",
    "slug": "bagian alamat",
    "title": "nama",
}
UNTOLD = frozenset({"penerima"})  # numbers, for the check of the trail


def lines_of(data: dict[str, Any], office: InstansiPage) -> list[tuple[str, str]]:
    """Label and text of each thing that ``data`` says to people."""
    return [
        (RINCIAN.get(key, key.replace("_", " ").capitalize()), in_words(value, office))
        for key, value in sorted(data.items())
        if key not in UNTOLD and value not in (None, "", [])
    ]


def in_words(value: Any, office: InstansiPage) -> str:
    """A value of the trail's JSON as a person reads it, by the clock of ``office``."""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, dict):
        return "; ".join(
            f"{KOLOM.get(key, key)}: {in_words(part, office)}"
            for key, part in value.items()
            if not key.endswith("_id")  # numbers of rows
        )
    if isinstance(value, list):
        return ", ".join(in_words(part, office) for part in value)
    return KODE.get(str(value)) or on_the_clock(str(value), office) or str(value)


def on_the_clock(text: str, office: InstansiPage) -> str:
    """A day or a moment that was written as ISO 8601; empty where ``text`` is none."""
    try:
        moment, day = parse_datetime(text), parse_date(text)
    except ValueError:
        return ""
    if moment and is_aware(moment):
        return shown(local(moment, office))
    return shown(day) if day else ""
