"""The rapor and the monitoring form as tables of plain cells, for files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pages.text import legal
from reviews.registers.kolom import local
from reviews.registers.rapor.figures import median, p90
from reviews.registers.rapor.pemantauan import BAIK

if TYPE_CHECKING:
    from pages.models import InstansiPage
    from reviews.papers.pemantauan import FormPemantauan
    from reviews.papers.sop import SOP
    from reviews.registers.rapor.lines import Rapor
    from reviews.registers.rapor.period import Periode

Cell = str | int | float | None


@dataclass(frozen=True)
class Tabel:
    """A sheet: its name, lines above the table, columns with widths, and lines."""

    nama: str
    kepala: list[tuple[str, str]]
    kolom: list[tuple[str, int]]
    baris: list[list[Cell]]


KOLOM_RAPOR = [
    ("Langkah", 9),
    ("Prosedur", 60),
    ("Pelaksana", 28),
    ("Lintasan", 10),
    ("Lintasan terukur", 10),
    ("Waktu baku (menit kerja)", 14),
    ("Median (menit kerja)", 14),
    ("Persentil ke-90 (menit kerja)", 14),
    ("Tepat waktu (lintasan)", 12),
    ("Tepat waktu (%)", 12),
    ("Tunggu, median (menit kalender)", 16),
    ("Tunggu, persentil ke-90 (menit kalender)", 16),
    ("Dikembalikan ke langkah ini", 16),
    ("Mengembalikan", 16),
]
KOLOM_KEMBALI = [
    ("Waktu", 18),
    ("Naskah", 50),
    ("Dari langkah", 12),
    ("Ke langkah", 12),
    ("Tujuan", 40),
    ("Alasan", 70),
]
KOLOM_PEMANTAUAN = [
    ("No.", 6),
    ("Prosedur", 60),
    ("Penilaian", 20),
    ("Catatan hasil penilaian", 60),
    ("Tindakan yang harus diambil", 50),
    ("Paraf penilai", 14),
]


def rapor_tables(sop: SOP, periode: Periode, rapor: Rapor) -> list[Tabel]:
    """The steps, and the returns with their reasons."""
    head = [
        ("Instansi", sop.instansi.title),
        ("SOP", f"{sop.nama} (versi {sop.versi})"),
        ("Nomor SOP", sop.nomor),
        ("Periode", periode.label),
    ]
    return [
        Tabel("Rapor SOP", head, KOLOM_RAPOR, rapor_lines(rapor)),
        Tabel("Pengembalian", head, KOLOM_KEMBALI, return_lines(rapor, sop.instansi)),
    ]


def rapor_lines(rapor: Rapor) -> list[list[Cell]]:
    return [
        [
            step.nomor,
            legal(step.uraian),
            legal(step.pelaksana),
            step.lintasan,
            step.diukur,
            step.baku,
            step.median,
            step.p90,
            step.tepat if step.persen_tepat is not None else None,
            step.persen_tepat,
            whole(median(step.tunggu)),
            whole(p90(step.tunggu)),
            step.dikembalikan,
            step.mengembalikan,
        ]
        for step in rapor.baris
    ]


def whole(minutes: float | None) -> int | None:
    return None if minutes is None else round(minutes)


def return_lines(rapor: Rapor, instansi: InstansiPage) -> list[list[Cell]]:
    return [
        [
            f"{local(back.waktu, instansi):%Y-%m-%d %H:%M}",
            legal(back.judul),
            back.langkah,
            back.tujuan,
            legal(back.ke),
            legal(back.alasan),
        ]
        for back in rapor.pengembalian
    ]


def pemantauan_table(form: FormPemantauan) -> Tabel:
    """The form of PermenPANRB 35/2012 as it was saved."""
    lines: list[list[Cell]] = [
        [
            row["no"],
            legal(row["prosedur"]),
            BAIK[row["baik"]],
            legal(row["catatan"]),
            legal(row["tindakan"]),
            "",
        ]
        for row in form.isi["baris"]
    ]
    return Tabel("Pemantauan", pemantauan_head(form), KOLOM_PEMANTAUAN, lines)


def pemantauan_head(form: FormPemantauan) -> list[tuple[str, str]]:
    who = form.isi["identitas"]
    return [
        ("Unit kerja", legal(who["unit"])),
        ("Nama SOP", legal(f"{who['sop']} (versi {who['versi']})")),
        ("Nomor SOP", legal(who["nomor"] or "-")),
        ("Periode", who["periode"]),
        ("Penilai", legal(f"{form.nama}{' · NIP ' + form.nip if form.nip else ''}")),
        ("Jabatan penilai", legal(form.jabatan)),
        ("Disimpan", f"{local(form.disimpan_pada, form.instansi):%d-%m-%Y %H:%M}"),
    ]
