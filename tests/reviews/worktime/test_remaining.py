"""What is left of a step, and how it is told."""

from __future__ import annotations

import datetime as dt

import pytest

from reviews.worktime.remaining import duration, sisa, warning_minutes

DUE = dt.datetime(2026, 8, 3, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("total", "before"),
    [(20, 5), (119, 29), (120, 60), (240, 60), (244, 61), (900, 225)],
)
def test_a_step_is_near_its_end_in_its_last_quarter_or_hour(
    total: int, before: int
) -> None:
    assert warning_minutes(total) == before


@pytest.mark.parametrize(
    ("left", "late", "tingkat", "label"),
    [
        (61, False, "aman", "sisa 1 jam 1 menit kerja"),
        (60, False, "dekat", "sisa 1 jam kerja"),
        (0, False, "dekat", "sisa kurang dari 1 menit kerja"),
        (0, True, "lewat", "lewat kurang dari 1 menit kerja"),
        (-30, True, "lewat", "lewat 30 menit kerja"),
    ],
)
def test_what_is_left_has_its_level_and_its_words(
    left: int, late: bool, tingkat: str, label: str
) -> None:
    told = sisa(left, 240, 450, DUE, late=late)
    assert (told.tingkat, told.label) == (tingkat, label)
    assert (told.menit, told.jatuh_tempo) == (left, DUE)


@pytest.mark.parametrize(
    ("minutes", "day", "words"),
    [
        (0, 450, "kurang dari 1 menit kerja"),
        (59, 450, "59 menit kerja"),
        (450, 450, "1 hari kerja"),
        (455, 450, "1 hari kerja"),  # minutes do not matter beside days
        (1050, 450, "2 hari 2 jam kerja"),
        (125, 0, "2 jam 5 menit kerja"),  # an office without usual hours
    ],
)
def test_time_is_told_in_working_days(minutes: int, day: int, words: str) -> None:
    assert duration(minutes, day) == words
