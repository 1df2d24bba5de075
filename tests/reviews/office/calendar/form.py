"""The calendar's form as a browser posts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviews.worktime.hours import pekan_baku, pekan_ramadan

if TYPE_CHECKING:
    from reviews.models import SOP


def url(sop: SOP) -> str:
    return f"/admin/naskah/kalender/{sop.instansi_id}/"


def week(name: str, rows: list[list[str]]) -> dict[str, str]:
    """The table as a browser posts it."""
    columns = {4: (0, 1, 2, 3), 2: (0, 3), 0: ()}
    empty = {f"{name}-{day}-{n}": "" for day in range(7) for n in range(4)}
    filled = {
        f"{name}-{day}-{n}": time.replace(":", ".")
        for day, row in enumerate(rows)
        for n, time in zip(columns[len(row)], row, strict=True)
    }
    return {**empty, **filled}


def posted(musim: list[dict[str, str]], hari: list[dict[str, str]]) -> dict[str, str]:
    data = {**week("pekan", pekan_baku()), "libur_nasional": "on", "cuti_bersama": "on"}
    for name, rows in (("musim", musim), ("hari_khusus", hari)):
        data[f"{name}-TOTAL_FORMS"] = str(len(rows))
        data[f"{name}-INITIAL_FORMS"] = "0"
        for at_row, row in enumerate(rows):
            data |= {f"{name}-{at_row}-{key}": text for key, text in row.items()}
    return data


def ramadan(mulai: str, sampai: str) -> dict[str, str]:
    hours = week("pekan", pekan_ramadan())
    return {"nama": "Ramadan", "mulai": mulai, "sampai": sampai, **hours}


DAY_OFF = {"tanggal": "04/08/2026", "jenis": "libur", "keterangan": "Hari jadi kota"}
