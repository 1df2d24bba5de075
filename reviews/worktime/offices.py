"""The calendars of offices, as they are stored, for the arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects

from reviews.worktime.calendar import Kalender, Khusus, Masa
from reviews.worktime.hours import read_pekan
from reviews.worktime.models import HariKhusus, KalenderKerja

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pages.models import InstansiPage


def kalender_of(instansi: InstansiPage) -> Kalender:
    """The calendar of one office; three queries."""
    return kalender_of_offices([instansi])[instansi.pk]


def kalender_of_offices(offices: Iterable[InstansiPage]) -> dict[int, Kalender]:
    """The calendars of ``offices`` by id; three queries, however many they are."""
    offices = list(offices)
    stored = KalenderKerja.objects.filter(instansi__in=[each.pk for each in offices])
    return as_calendars(offices, {row.instansi_id: row for row in stored})


def kalender_of_joined(offices: Iterable[InstansiPage]) -> dict[int, Kalender]:
    """The same for offices read with ``select_related("kalender")``; two queries."""
    offices = list(offices)
    rows = {each.pk: getattr(each, "kalender", None) for each in offices}
    return as_calendars(offices, {pk: row for pk, row in rows.items() if row})


def as_calendars(
    offices: list[InstansiPage], rows: dict[int, KalenderKerja]
) -> dict[int, Kalender]:
    prefetch_related_objects(list(rows.values()), "musim", "hari_khusus")
    return {office.pk: as_kalender(office, rows.get(office.pk)) for office in offices}


def as_kalender(office: InstansiPage, row: KalenderKerja | None) -> Kalender:
    """``row``, or the law's calendar, on the office's clock."""
    if row is None:
        return Kalender(zona=office.zona_waktu)
    seasons = (
        Masa(each.mulai, each.sampai, read_pekan(each.pekan), each.nama)
        for each in row.musim.all()
    )
    return Kalender(
        zona=office.zona_waktu,
        pekan=read_pekan(row.pekan),
        musim=tuple(seasons),
        khusus={
            day.tanggal: Khusus(
                day.jenis == HariKhusus.Jenis.MASUK,
                day.keterangan or day.get_jenis_display(),
            )
            for day in row.hari_khusus.all()
        },
        libur_nasional=row.libur_nasional,
        cuti_bersama=row.cuti_bersama,
    )
