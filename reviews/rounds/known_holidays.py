"""Which years of an office's calendar wait for their cuti bersama.

Cuti bersama is decreed year by year; ``holidays`` holds what was decreed before its
release. A later year is complete when the office has entered its days, has stated
that there are none, or does not keep cuti bersama at all. Until then its deadlines
are computed without them, and administrators are told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import PageLogEntry

from reviews.papers.jabatan import local_date
from reviews.rounds.tenggat import running_states
from reviews.worktime.calendar import knows_cuti_bersama
from reviews.worktime.models import HariKhusus, KalenderKerja

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from pages.models import InstansiPage

OCTOBER = 10
STATED = "reviews.kalender_lengkap"
"""The entry of the office's log by which a year is stated to be complete."""


def years_ahead(today: dt.date) -> set[int]:
    """This year, and the next from October on: its decree is usually out by then."""
    return {today.year, today.year + 1} if today.month >= OCTOBER else {today.year}


def incomplete(
    offices: Iterable[InstansiPage],
    at: dt.datetime | None = None,
    also: Iterable[int] = (),
) -> dict[int, list[int]]:
    """The years that wait, by office; those without such a year are left out.

    Looked at are the years ahead, those that a running deadline falls in, and ``also``.
    One query, and three more if any year is not known.
    """
    today = {office.pk: local_date(office, at) for office in offices}
    if not today:
        return {}
    asked = {*due_years(min(today.values()).year), *also}
    wanted = {pk: {*years_ahead(day), *asked} for pk, day in today.items()}
    waiting = {
        (pk, year)
        for pk, years in wanted.items()
        for year in years
        if year >= today[pk].year and not knows_cuti_bersama(year)
    }
    if waiting:
        waiting -= settled({pk for pk, _ in waiting}, {year for _, year in waiting})
    found: dict[int, list[int]] = {}
    for pk, year in sorted(waiting):
        found.setdefault(pk, []).append(year)
    return found


def due_years(since: int) -> set[int]:
    """The years after ``since`` in which steps that wait for somebody are due."""
    later = running_states().filter(jatuh_tempo__year__gt=since)
    return set(later.values_list("jatuh_tempo__year", flat=True).distinct())


def settled(offices: set[int], years: set[int]) -> set[tuple[int, int]]:
    """What these offices have said of these years, each in its own way."""
    own = KalenderKerja.objects.filter(instansi__in=offices, cuti_bersama=False)
    unkept = own.values_list("instansi", flat=True)
    days = HariKhusus.objects.filter(
        jenis=HariKhusus.Jenis.CUTI_BERSAMA,
        kalender__instansi__in=offices,
        tanggal__year__in=years,
    ).values_list("kalender__instansi", "tanggal__year")
    stated = PageLogEntry.objects.filter(
        page__in=offices, action=STATED, data__tahun__in=list(years)
    ).values_list("page", "data__tahun")
    return {*days, *stated, *((pk, year) for pk in unkept for year in years)}
