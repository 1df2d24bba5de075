"""Working time, as a person with a calendar and a clock would count it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.worktime.calendar import Kalender, Khusus, Masa, NoWorkingHoursError
from reviews.worktime.hours import (
    JamError,
    day_text,
    pekan_baku,
    pekan_ramadan,
    read_hari,
    read_pekan,
)

if TYPE_CHECKING:
    from reviews.worktime.hours import Hari

WIB = ZoneInfo("Asia/Jakarta")
LAW = Kalender()
RAMADAN = Masa(dt.date(2026, 2, 18), dt.date(2026, 3, 19), read_pekan(pekan_ramadan()))
BUSY = Kalender(
    zona="Asia/Jayapura",
    musim=(RAMADAN,),
    khusus={
        dt.date(2026, 3, 16): Khusus(masuk=False, keterangan="Hari jadi kota"),
        dt.date(2026, 3, 28): Khusus(masuk=True),
    },
)


def at(text: str) -> dt.datetime:
    """A moment on the clock of Jakarta."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=WIB)


MOMENTS = st.datetimes(
    min_value=dt.datetime(2015, 1, 1),  # noqa: DTZ001
    max_value=dt.datetime(2040, 1, 1),  # noqa: DTZ001
    timezones=st.just(WIB),
)
CALENDARS = st.sampled_from([LAW, BUSY])


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-03-02T07:30", 450, "2026-03-02T16:00"),
        ("2026-03-02T07:30", 451, "2026-03-03T07:31"),
        ("2026-03-02T11:30", 60, "2026-03-02T13:30"),  # over the break
        ("2026-03-06T11:00", 60, "2026-03-06T13:30"),  # Friday's is longer
        ("2026-03-06T16:00", 60, "2026-03-09T08:00"),  # over the weekend
        ("2026-03-07T10:00", 30, "2026-03-09T08:00"),  # begun on a Saturday
        ("2026-03-17T15:30", 60, "2026-03-25T08:00"),  # Nyepi, Idul Fitri, cuti bersama
        ("2026-12-31T15:30", 60, "2027-01-04T08:00"),  # New Year and a weekend
        ("2026-03-02T20:00", 15, "2026-03-03T07:45"),
        ("2026-03-02T07:30", 270, "2026-03-02T12:00"),  # to the break, not over it
        ("2026-12-31T07:30", 450, "2026-12-31T16:00"),  # to the year's last minute
        ("2026-12-31T15:59", 2, "2027-01-04T07:31"),
        ("2026-03-07T10:00", 0, "2026-03-07T10:00"),  # nothing to do is done at once
    ],
)
def test_minutes_are_worked_in_the_hours_of_the_law(
    start: str, minutes: int, end: str
) -> None:
    assert LAW.add_minutes(at(start), minutes) == at(end)
    assert LAW.minutes_between(at(start), at(end)) == minutes


def test_the_law_s_week_has_37_hours_and_a_half_and_ramadan_s_five_less() -> None:
    monday = dt.date(2026, 8, 3)
    days = [monday + dt.timedelta(days=n) for n in range(7)]
    assert [LAW.minutes_on(day) for day in days] == [450] * 5 + [0, 0]
    fasting = [sum(b - a for a, b in day) for day in read_pekan(pekan_ramadan())]
    assert fasting == [390] * 5 + [0, 0]
    assert LAW.usual_day == 450


def test_a_season_has_hours_of_its_own() -> None:
    assert day_text(BUSY.hours_on(dt.date(2026, 2, 18))) == "08.00-12.00, 12.30-15.00"
    assert day_text(BUSY.hours_on(dt.date(2026, 3, 25))) == "07.30-12.00, 13.00-16.00"


def test_an_office_has_days_of_its_own() -> None:
    assert BUSY.hours_on(dt.date(2026, 3, 16)) == ()
    assert BUSY.holiday_on(dt.date(2026, 3, 16)) == "Hari jadi kota"
    assert BUSY.minutes_on(dt.date(2026, 3, 28)) == 450  # a Saturday at work
    assert LAW.minutes_on(dt.date(2026, 3, 28)) == 0


def test_cuti_bersama_is_kept_or_not() -> None:
    day = dt.date(2026, 12, 24)
    assert LAW.holiday_on(day) == "Cuti Bersama Hari Raya Natal"
    assert Kalender(cuti_bersama=False).minutes_on(day) == 450
    assert Kalender(libur_nasional=False).minutes_on(dt.date(2026, 12, 25)) == 450


def test_the_clock_is_the_office_s() -> None:
    opening = dt.datetime(2026, 8, 3, 7, 30, tzinfo=ZoneInfo("Asia/Jayapura"))
    assert Kalender(zona="Asia/Jayapura").is_working(opening)
    assert not LAW.is_working(opening)  # half past five in Jakarta
    assert LAW.next_working(opening) == at("2026-08-03T07:30")


@pytest.mark.parametrize(
    ("day", "start", "closing"),
    [
        ("2026-03-04", "2026-03-02T09:00", "2026-03-04T16:00"),
        ("2026-03-08", "2026-03-02T09:00", "2026-03-06T16:30"),  # a Sunday: Friday
        ("2026-03-02", "2026-03-02T09:00", "2026-03-02T16:00"),  # the same day
        ("2026-03-02", "2026-03-02T15:59", "2026-03-02T16:00"),
        ("2026-03-02", "2026-03-02T16:00", "2026-03-03T16:00"),  # begun at closing
        ("2026-03-02", "2026-03-02T17:00", "2026-03-03T16:00"),  # begun after hours
        ("2026-03-08", "2026-03-07T09:00", "2026-03-09T16:00"),  # given on the weekend
    ],
)
def test_a_day_ends_when_the_office_closes(day: str, start: str, closing: str) -> None:
    assert LAW.end_of(dt.date.fromisoformat(day), at(start)) == at(closing)


@pytest.mark.parametrize(
    ("moment", "working"),
    [
        ("07:29", False),
        ("07:30", True),
        ("12:00", False),
        ("13:00", True),
        ("15:59", True),
        ("16:00", False),
    ],
)
def test_an_office_works_from_its_opening_until_before_its_closing(
    moment: str, working: bool
) -> None:
    asked = at(f"2026-03-02T{moment}")
    assert LAW.is_working(asked) is working
    assert (LAW.next_working(asked) == asked) is working


def test_a_season_lasts_from_its_first_day_through_its_last() -> None:
    days = [RAMADAN.mulai + dt.timedelta(days=n) for n in (-1, 0, 29, 30)]
    inside = [BUSY.week_on(day) == RAMADAN.pekan for day in days]
    assert inside == [False, True, True, False]
    assert days[2] == RAMADAN.sampai


def test_a_working_day_in_place_of_another_has_its_own_hours_or_the_usual() -> None:
    friday, saturday = dt.date(2026, 5, 1), dt.date(2026, 5, 2)
    office = Kalender(khusus=dict.fromkeys((friday, saturday), Khusus(masuk=True)))
    assert not LAW.hours_on(friday)  # Labour Day
    assert day_text(office.hours_on(friday)) == "07.30-11.30, 13.00-16.30"
    assert day_text(office.hours_on(saturday)) == "07.30-12.00, 13.00-16.00"
    assert office.holiday_on(friday) == ""
    closed = Kalender(pekan=((),) * 7, khusus=office.khusus)
    assert closed.hours_on(friday) == ()
    assert (closed.usual_day, Kalender().usual_day) == (0, 450)


def test_a_day_off_has_its_word_or_a_plain_one() -> None:
    monday = dt.date(2026, 8, 3)
    assert Kalender(khusus={monday: Khusus(False)}).holiday_on(monday) == "Libur"
    assert Kalender(khusus={monday: Khusus(False, "Hari jadi")}).holiday_on(monday) == (
        "Hari jadi"
    )
    assert LAW.holiday_on(monday) == ""
    both = Kalender(libur_nasional=False, cuti_bersama=False)
    assert both.holiday_on(dt.date(2026, 12, 24)) == ""
    assert both.holiday_on(dt.date(2026, 12, 25)) == ""


def test_time_back_is_negative_and_none_is_nothing() -> None:
    assert LAW.minutes_between(at("2026-03-03T08:00"), at("2026-03-02T15:30")) == -60
    assert LAW.minutes_between(at("2026-03-03T08:00"), at("2026-03-03T08:00")) == 0
    assert LAW.minutes_between(at("2025-12-31T15:00"), at("2027-01-04T08:00")) == (
        60 + sum(map(LAW.minutes_on, year_2026())) + 30
    )


def year_2026() -> list[dt.date]:
    return [dt.date(2026, 1, 1) + dt.timedelta(days=n) for n in range(365)]


def test_a_long_span_costs_no_more_than_a_short_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    LAW.minutes_between(at("2016-01-04T09:00"), at("2035-12-03T09:00"))  # adds up years
    looked_at: list[dt.date] = []
    hours_on = Kalender.hours_on

    def noted(self: Kalender, day: dt.date) -> Hari:
        looked_at.append(day)
        return hours_on(self, day)

    monkeypatch.setattr(Kalender, "hours_on", noted)
    LAW.minutes_between(at("2016-01-04T09:00"), at("2035-12-03T09:00"))
    assert looked_at == [dt.date(2035, 12, 3), dt.date(2016, 1, 4)]


def test_a_calendar_without_hours_is_refused() -> None:
    with pytest.raises(NoWorkingHoursError):
        Kalender(pekan=((),) * 7).add_minutes(at("2026-03-02T09:00"), 1)


@pytest.mark.parametrize(
    "times",
    [
        ["07:30"],
        ["16:00", "07:30"],
        ["07:30", "13:00", "12:00", "16:00"],
        ["07:30", "25:00"],
        ["pagi", "sore"],
        ["07:30", "12:00", "16:00"],
    ],
    ids=str,
)
def test_hours_that_make_no_sense_are_refused(times: list[str]) -> None:
    with pytest.raises(JamError):
        read_hari(times)


def test_a_fault_names_its_day() -> None:
    week = pekan_baku()
    week[2] = ["16:00", "07:30"]
    with pytest.raises(JamError, match=r"^Rabu: "):
        read_pekan(week)


@given(CALENDARS, MOMENTS, st.integers(0, 60_000))
def test_what_is_added_lies_between(
    kalender: Kalender, start: dt.datetime, minutes: int
) -> None:
    end = kalender.add_minutes(start, minutes)
    assert kalender.minutes_between(start, end) == minutes
    assert end >= start


@given(CALENDARS, MOMENTS, st.integers(0, 5_000), st.integers(1, 5_000))
def test_more_minutes_end_later(
    kalender: Kalender, start: dt.datetime, minutes: int, more: int
) -> None:
    assert kalender.add_minutes(start, minutes) < kalender.add_minutes(
        start, minutes + more
    )


@given(CALENDARS, MOMENTS, st.integers(1, 60_000))
def test_nothing_is_due_on_a_holiday(
    kalender: Kalender, start: dt.datetime, minutes: int
) -> None:
    day = kalender.local(kalender.add_minutes(start, minutes)).date()
    assert kalender.hours_on(day)
    assert not kalender.holiday_on(day)


@given(CALENDARS, MOMENTS, MOMENTS, MOMENTS)
def test_spans_add_up(
    kalender: Kalender, one: dt.datetime, two: dt.datetime, three: dt.datetime
) -> None:
    first, middle, last = sorted([one, two, three])
    parts = kalender.minutes_between(first, middle) + kalender.minutes_between(
        middle, last
    )
    assert kalender.minutes_between(first, last) - parts in (0, 1)  # seconds are cut
    assert kalender.minutes_between(last, first) == -kalender.minutes_between(
        first, last
    )
