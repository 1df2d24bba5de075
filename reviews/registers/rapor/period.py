"""The period of a rapor: half-year, quarter, month, or free dates."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

BEBAS: Final = "bebas"
ROMAN: Final = ("I", "II", "III", "IV")
KINDS: Final = {"S": ("Semester", 6), "T": ("Triwulan", 3), "": ("", 1)}
CODE: Final = re.compile(r"(?P<year>20\d\d)-(?:(?P<kind>[ST])(?P<n>[1-4])|(?P<m>\d\d))")
FAR: Final = {"S": 4, "T": 6, "": 12}
"""How many periods of each kind the choice goes back; older ones by free dates."""


@dataclass(frozen=True)
class Periode:
    """Whole days, the last one included, on the calendar of an office."""

    dari: dt.date
    sampai: dt.date
    label: str

    @property
    def rentang(self) -> str:
        """Both days, written out."""
        days = [date_format(day, "j F Y") for day in (self.dari, self.sampai)]
        return " s.d. ".join(dict.fromkeys(days))

    def bounds(self, zona: str) -> tuple[dt.datetime, dt.datetime]:
        """The first instant of the period and the first one after it."""
        first, after = self.dari, self.sampai + dt.timedelta(days=1)
        midnight, zone = dt.time.min, ZoneInfo(zona)
        return (
            dt.datetime.combine(first, midnight, zone),
            dt.datetime.combine(after, midnight, zone),
        )


def free(dari: dt.date, sampai: dt.date) -> Periode:
    """The period from ``dari`` to ``sampai``, named by both."""
    return Periode(dari, sampai, Periode(dari, sampai, "").rentang)


def parse(code: str) -> Periode | None:
    """``2026-S2``, ``2026-T4`` or ``2026-11``; ``None`` for anything else."""
    found = CODE.fullmatch(code)
    if found is None:
        return None
    kind = found["kind"] or ""
    name, months = KINDS[kind]
    number = int(found["n"] or found["m"])
    if not 1 <= number <= 12 // months:
        return None
    year, last = int(found["year"]), number * months
    dari = dt.date(year, last - months + 1, 1)
    sampai = dt.date(year, last, monthrange(year, last)[1])
    label = f"{name} {ROMAN[number - 1]} {year}" if kind else date_format(dari, "F Y")
    return Periode(dari, sampai, label)


def code_of(kind: str, day: dt.date) -> str:
    """The code of the period of ``kind`` that ``day`` lies in."""
    number = (day.month - 1) // KINDS[kind][1] + 1
    return f"{day.year}-{kind}{number}" if kind else f"{day.year}-{number:02}"


def choices(today: dt.date) -> list[tuple[str, list[tuple[str, str]]]]:
    """What the screen offers, the running period of each kind first."""
    return [
        ("Semester", recent("S", today)),
        ("Triwulan", recent("T", today)),
        ("Bulan", recent("", today)),
        ("Lainnya", [(BEBAS, "Tanggal bebas")]),
    ]


def recent(kind: str, day: dt.date) -> list[tuple[str, str]]:
    found = []
    for _ in range(FAR[kind]):
        code = code_of(kind, day)
        periode = parse(code)
        if periode is None:
            break
        found.append((code, periode.label))
        day = periode.dari - dt.timedelta(days=1)
    return found
