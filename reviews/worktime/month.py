"""One month of an office's calendar, as its screen shows it."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviews.worktime.hours import day_text

if TYPE_CHECKING:
    from reviews.worktime.calendar import Kalender


@dataclass(frozen=True)
class Tanggal:
    """One cell: a day of the month, or of its neighbours."""

    tanggal: dt.date
    jam: str
    masuk: bool
    keterangan: str
    khusus: bool
    luar: bool


@dataclass(frozen=True)
class Bulan:
    """The weeks from Monday, and what they come to."""

    awal: dt.date
    pekan: list[list[Tanggal]]

    @property
    def hari(self) -> list[Tanggal]:
        return [day for week in self.pekan for day in week if not day.luar]

    @property
    def hari_kerja(self) -> int:
        return sum(day.masuk for day in self.hari)

    @property
    def catatan(self) -> list[Tanggal]:
        """The days that a weekday alone does not explain."""
        return [day for day in self.hari if day.keterangan or day.khusus]

    @property
    def sebelum(self) -> dt.date:
        return (self.awal - dt.timedelta(days=1)).replace(day=1)

    @property
    def sesudah(self) -> dt.date:
        return (self.awal + dt.timedelta(days=31)).replace(day=1)


def month_of(kalender: Kalender, day: dt.date) -> Bulan:
    """The month of ``day``."""
    weeks = calendar.Calendar().monthdatescalendar(day.year, day.month)
    return Bulan(
        day.replace(day=1),
        [[cell(kalender, each, day.month) for each in week] for week in weeks],
    )


def cell(kalender: Kalender, day: dt.date, month: int) -> Tanggal:
    hours = kalender.hours_on(day)
    special = kalender.khusus.get(day)
    return Tanggal(
        tanggal=day,
        jam=day_text(hours),
        masuk=bool(hours),
        keterangan=special.keterangan if special else kalender.holiday_on(day),
        khusus=special is not None,
        luar=day.month != month,
    )


def read_month(text: str, default: dt.date) -> dt.date:
    """``2026-03`` as its first day; anything else is the month of ``default``.

    Years far away are not asked of the holidays.
    """
    try:
        day = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return default.replace(day=1)
    near = abs(day.year - default.year) <= 20
    return day if near else default.replace(day=1)
