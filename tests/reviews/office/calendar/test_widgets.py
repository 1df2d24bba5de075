"""The table of a week: what is typed, what is stored, what is shown again."""

from __future__ import annotations

import json

import pytest

from reviews.office.calendar.widgets import PekanWidget, four, shortened, typed
from reviews.worktime.hours import pekan_baku


@pytest.mark.parametrize(
    ("text", "stored"),
    [("7.30", "07:30"), (" 07:30 ", "07:30"), ("16.5", "16:5"), ("8", "08"), ("", "")],
)
def test_a_time_is_typed_as_people_here_write_it(text: str, stored: str) -> None:
    assert typed(text) == stored


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        (["", "", "", ""], []),
        (["08:00", "", "", "12:00"], ["08:00", "12:00"]),
        (["08:00", "12:00", "", "16:00"], ["08:00", "12:00", "", "16:00"]),
        (["08:00", "", "13:00", "16:00"], ["08:00", "", "13:00", "16:00"]),
        (["08:00", "", "", ""], ["08:00", ""]),
        (["", "", "", "16:00"], ["", "16:00"]),
        (["", "12:00", "", ""], ["", "12:00", "", ""]),
    ],
)
def test_only_an_empty_break_is_left_out(row: list[str], kept: list[str]) -> None:
    assert shortened(row) == kept


def test_times_stand_in_their_columns() -> None:
    assert four([]) == ["", "", "", ""]
    assert four(["08:00", "12:00"]) == ["08:00", "", "", "12:00"]
    assert four(["08:00", "12:00", "13:00", "16:00"])[1:3] == ["12:00", "13:00"]


def test_the_week_is_shown_day_by_day_whether_stored_typed_or_missing() -> None:
    for value in (pekan_baku(), json.dumps(pekan_baku())):
        rows = PekanWidget().get_context("pekan", value, None)["baris"]
        assert [day for day, _ in rows][::6] == ["Senin", "Minggu"]
        assert rows[4][1][0] == ("pekan-4-0", "07.30")
        assert [text for _, text in rows[5][1]] == ["", "", "", ""]
    empty = PekanWidget().get_context("pekan", None, None)["baris"]
    assert {text for _, cells in empty for _, text in cells} == {""}
    assert len(empty) == 7


def test_a_week_that_was_not_posted_is_no_week() -> None:
    widget, posted = PekanWidget(), {"pekan-0-0": "7.30", "pekan-0-3": "12.00"}
    week = widget.value_from_datadict(posted, None, "pekan")
    assert json.loads(week or "") == [["07:30", "12:00"], *[[]] * 6]
    assert widget.value_from_datadict(posted, None, "musim-0-pekan") is None
    assert not widget.value_omitted_from_data(posted, {}, "pekan")
    assert widget.value_omitted_from_data(posted, {}, "musim-0-pekan")
