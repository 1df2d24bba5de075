"""Hours of a day as they are written down: what is an hour, and what is a day."""

from __future__ import annotations

import pytest

from reviews.worktime.hours import (
    JamError,
    day_text,
    minute_of,
    pekan_baku,
    read_hari,
    read_pekan,
)


@pytest.mark.parametrize(
    ("text", "minute"),
    [("00:00", 0), ("07:30", 450), ("7:05", 425), ("23:59", 1439), ("24:00", 1440)],
)
def test_an_hour_is_counted_from_midnight_and_24_is_the_day_s_end(
    text: str, minute: int
) -> None:
    assert minute_of(text) == minute


@pytest.mark.parametrize(
    "text",
    ["24:01", "25:00", "07:60", "07:99", "7", ":30", "07:", "-7:30", "07:030", "a:30"],
)
def test_what_no_clock_shows_is_no_hour(text: str) -> None:
    with pytest.raises(JamError, match=f"“{text}” bukan jam"):
        minute_of(text)


def test_a_day_is_free_or_has_one_span_or_two_around_its_break() -> None:
    assert read_hari([]) == ()
    assert read_hari(["08:00", "12:00"]) == ((480, 720),)
    assert read_hari(["08:00", "12:00", "13:00", "15:00"]) == ((480, 720), (780, 900))


@pytest.mark.parametrize(
    "times",
    [["08:00", "12:00", "13:00"], ["08:00", ""], ["", ""], ["08:00"] * 6],
    ids=str,
)
def test_hours_come_in_pairs(times: list[str]) -> None:
    with pytest.raises(JamError, match="berpasangan"):
        read_hari(times)


@pytest.mark.parametrize(
    "times",
    [["12:00", "08:00"], ["08:00", "08:00"], ["08:00", "12:00", "12:00", "15:00"]],
    ids=str,
)
def test_nobody_leaves_before_he_came(times: list[str]) -> None:
    with pytest.raises(JamError, match="urutan jam"):
        read_hari(times)


def test_a_week_has_seven_days() -> None:
    assert [bool(day) for day in read_pekan(pekan_baku())] == [True] * 5 + [False] * 2
    with pytest.raises(JamError, match="tujuh hari"):
        read_pekan(pekan_baku()[:5])


def test_hours_are_read_with_a_point() -> None:
    assert day_text(((425, 720), (780, 1440))) == "07.05-12.00, 13.00-24.00"
    assert day_text(()) == "libur"
