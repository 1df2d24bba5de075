"""A month on the screen: its weeks, its neighbours, what its days are called."""

from __future__ import annotations

import datetime as dt

import pytest

from reviews.worktime.calendar import Kalender, Khusus
from reviews.worktime.month import month_of, read_month

OFFICE = Kalender(
    khusus={
        dt.date(2026, 8, 4): Khusus(masuk=False, keterangan="Hari jadi kota"),
        dt.date(2026, 8, 8): Khusus(masuk=True, keterangan="Masuk kerja"),
        dt.date(2026, 8, 10): Khusus(masuk=True),
    }
)
AUGUST = month_of(OFFICE, dt.date(2026, 8, 19))


def test_a_month_is_its_own_days_within_whole_weeks() -> None:
    assert AUGUST.awal == dt.date(2026, 8, 1)
    assert {len(week) for week in AUGUST.pekan} == {7}
    assert AUGUST.pekan[0][0].tanggal == dt.date(2026, 7, 27)
    assert [AUGUST.hari[at].tanggal.day for at in (0, -1)] == [1, 31]
    assert AUGUST.hari_kerja == 19  # 21 Mondays to Fridays; 4, 17, 25 off; 8 at work


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [("2026-08-19", "2026-07", "2026-09"), ("2026-01-31", "2025-12", "2026-02")],
)
def test_the_neighbours_of_a_month(day: str, before: str, after: str) -> None:
    month = month_of(OFFICE, dt.date.fromisoformat(day))
    assert month.sebelum == dt.date.fromisoformat(f"{before}-01")
    assert month.sesudah == dt.date.fromisoformat(f"{after}-01")


def test_the_days_that_a_weekday_does_not_explain_are_noted() -> None:
    noted = {day.tanggal.day: day for day in AUGUST.catatan}
    assert sorted(noted) == [4, 8, 10, 17, 25]
    assert [noted[at].keterangan for at in (4, 8, 10)] == [
        *("Hari jadi kota", "Masuk kerja", "")
    ]
    assert [noted[at].khusus for at in (4, 8, 10, 17)] == [True, True, True, False]
    assert [noted[at].masuk for at in (4, 8, 10, 17)] == [False, True, True, False]
    assert noted[17].jam == "libur"
    assert noted[8].jam == "07.30-12.00, 13.00-16.00"


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-03", "2026-03"),
        ("2006-08", "2006-08"),
        ("2046-08", "2046-08"),
        ("2005-12", "2026-08"),
        ("2047-01", "2026-08"),
        ("9999-01", "2026-08"),
        ("Maret", "2026-08"),
        ("", "2026-08"),
    ],
)
def test_a_month_far_away_or_of_no_calendar_is_this_one(text: str, month: str) -> None:
    found = read_month(text, dt.date(2026, 8, 19))
    assert found == dt.date.fromisoformat(f"{month}-01")
