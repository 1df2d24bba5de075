"""Working time as pure arithmetic: no database, no clock of its own.

Moments are aware; they are looked at where the office stands. Indonesian zones know
no summer time, so the local clock is a line. Each year is added up once; a span of
years then costs as much as one of days.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import holidays

from reviews.worktime.hours import pekan_baku, read_pekan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviews.worktime.hours import Hari, Pekan

MINUTE = dt.timedelta(minutes=1)
NOTHING = dt.timedelta()
SEARCH_YEARS = 50


class NoWorkingHoursError(ValueError):
    """The calendar has no working time to count with."""


@dataclass(frozen=True)
class Masa:
    """A season with hours of its own, both days included."""

    mulai: dt.date
    sampai: dt.date
    pekan: Pekan
    nama: str = ""


@dataclass(frozen=True)
class Khusus:
    """A day on which this office does otherwise."""

    masuk: bool
    keterangan: str = ""


@dataclass(frozen=True)
class Kalender:
    """An office's working time."""

    zona: str = "Asia/Jakarta"
    pekan: Pekan = field(default_factory=lambda: read_pekan(pekan_baku()))
    musim: tuple[Masa, ...] = ()
    khusus: Mapping[dt.date, Khusus] = field(default_factory=dict)
    libur_nasional: bool = True
    cuti_bersama: bool = True
    _years: dict[int, list[int]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    # Days ---------------------------------------------------------------------------

    def hours_on(self, day: dt.date) -> Hari:
        """The working spans of ``day``."""
        special = self.khusus.get(day)
        week = self.week_on(day)
        if special is not None:
            # A working day in place of a holiday, on a Saturday say, has the usual hours.
            usual = week[day.weekday()] or next(filter(None, week), ())
            return usual if special.masuk else ()
        return () if self.holiday_on(day) else week[day.weekday()]

    def week_on(self, day: dt.date) -> Pekan:
        """The weekly hours in force on ``day``."""
        for season in self.musim:
            if season.mulai <= day <= season.sampai:
                return season.pekan
        return self.pekan

    def holiday_on(self, day: dt.date) -> str:
        """What keeps the office closed on ``day``, beside the weekend; or nothing."""
        special = self.khusus.get(day)
        if special is not None:
            return "" if special.masuk else special.keterangan or "Libur"
        kinds = [
            kind
            for kind, kept in (
                ("public", self.libur_nasional),
                ("government", self.cuti_bersama),
            )
            if kept
        ]
        return national(tuple(kinds), day.year).get(day, "") if kinds else ""

    def minutes_on(self, day: dt.date) -> int:
        """How long the office works on ``day``."""
        return sum(end - start for start, end in self.hours_on(day))

    @property
    def usual_day(self) -> int:
        """The minutes of an ordinary working day; 450 by the law."""
        days = [sum(b - a for a, b in day) for day in self.pekan if day]
        return round(sum(days) / len(days)) if days else 0

    # Moments ------------------------------------------------------------------------

    def local(self, moment: dt.datetime) -> dt.datetime:
        """``moment`` on the office's clock, without its zone."""
        return moment.astimezone(ZoneInfo(self.zona)).replace(tzinfo=None)

    def aware(self, local: dt.datetime) -> dt.datetime:
        return local.replace(tzinfo=ZoneInfo(self.zona))

    def is_working(self, moment: dt.datetime) -> bool:
        """Whether the office works at ``moment``."""
        local = self.local(moment)
        now = since_midnight(local)
        return any(
            start * MINUTE <= now < end * MINUTE
            for start, end in self.hours_on(local.date())
        )

    def minutes_between(self, start: dt.datetime, end: dt.datetime) -> int:
        """Whole working minutes from ``start`` to ``end``; negative if it is earlier."""
        if end < start:
            return -self.minutes_between(end, start)
        first, last = self.local(start), self.local(end)
        years = sum(self._year(year)[-1] for year in range(first.year, last.year))
        return (
            years * MINUTE + self._since_new_year(last) - self._since_new_year(first)
        ) // MINUTE

    def add_minutes(self, start: dt.datetime, minutes: int) -> dt.datetime:
        """The moment at which ``minutes`` (not negative) of work are done.

        Raises :class:`NoWorkingHoursError` if they never are.
        """
        if minutes == 0:
            return start
        local = self.local(start)
        wanted = self._since_new_year(local) + minutes * MINUTE
        for year in range(local.year, min(local.year + SEARCH_YEARS, dt.MAXYEAR)):
            total = self._year(year)[-1] * MINUTE
            if wanted <= total:
                return self.aware(self._moment_in(year, wanted))
            wanted -= total
        raise NoWorkingHoursError("Kalender kerja tidak memuat jam kerja.")

    def next_working(self, moment: dt.datetime) -> dt.datetime:
        """``moment`` if the office works then, else when it opens next."""
        if self.is_working(moment):
            return moment
        return self.add_minutes(moment, 1) - MINUTE

    def end_of(self, day: dt.date, start: dt.datetime) -> dt.datetime:
        """When the office closes on ``day``; on a free day, at the last closing before.

        Never before ``start``: then at the next closing after it.
        """
        first = self.local(start).date()
        back = next(
            (d for d in days_back(day, first) if self._closes_after(d, start)), None
        )
        ahead = back or self.local(self.next_working(start)).date()
        return self.aware(self._closing(ahead))

    def _closes_after(self, day: dt.date, start: dt.datetime) -> bool:
        return bool(self.hours_on(day)) and self.aware(self._closing(day)) > start

    def _closing(self, day: dt.date) -> dt.datetime:
        return midnight(day) + self.hours_on(day)[-1][1] * MINUTE

    # Years --------------------------------------------------------------------------

    def _year(self, year: int) -> list[int]:
        """The minutes worked before each day of ``year``, and in all of it, last."""
        if year not in self._years:
            first = dt.date(year, 1, 1)
            length = dt.date(year, 12, 31).timetuple().tm_yday
            days = (first + dt.timedelta(days=n) for n in range(length))
            self._years[year] = list(accumulate(map(self.minutes_on, days), initial=0))
        return self._years[year]

    def _since_new_year(self, local: dt.datetime) -> dt.timedelta:
        now = since_midnight(local)
        spans = (
            min(now, end * MINUTE) - start * MINUTE
            for start, end in self.hours_on(local.date())
            if now > start * MINUTE
        )
        before = self._year(local.year)[local.timetuple().tm_yday - 1]
        return sum(spans, before * MINUTE)

    def _moment_in(self, year: int, wanted: dt.timedelta) -> dt.datetime:
        """When ``wanted`` (more than nothing) has been worked since New Year."""
        sums = self._year(year)
        at = bisect_left(sums, wanted, key=lambda minutes: minutes * MINUTE) - 1
        day = dt.date(year, 1, 1) + dt.timedelta(days=at)
        left = wanted - sums[at] * MINUTE
        for start, end in self.hours_on(day):
            if left <= (end - start) * MINUTE:
                return midnight(day) + start * MINUTE + left
            left -= (end - start) * MINUTE
        raise NoWorkingHoursError(f"{day} is shorter than its sum.")


@lru_cache(maxsize=64)
def national(kinds: tuple[str, ...], year: int) -> dict[dt.date, str]:
    """Public holidays and cuti bersama; the latter are known where they are decreed."""
    found = holidays.country_holidays(
        "ID", categories=kinds, years=[year], language="id"
    )
    return dict(found)


def knows_cuti_bersama(year: int) -> bool:
    """Whether the cuti bersama of ``year`` were decreed before the library came out."""
    return bool(national(("government",), year))


def midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())


def since_midnight(local: dt.datetime) -> dt.timedelta:
    return local - midnight(local.date())


def days_back(day: dt.date, first: dt.date) -> list[dt.date]:
    """From ``day`` back to ``first``."""
    return [day - dt.timedelta(days=n) for n in range((day - first).days + 1)]
