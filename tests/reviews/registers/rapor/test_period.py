"""Codes of periods, and their bounds where the office stands."""

from __future__ import annotations

import datetime as dt

import pytest

from reviews.registers.rapor import period

D = dt.date


@pytest.mark.parametrize(
    ("code", "dari", "sampai", "label"),
    [
        ("2026-S1", D(2026, 1, 1), D(2026, 6, 30), "Semester I 2026"),
        ("2026-S2", D(2026, 7, 1), D(2026, 12, 31), "Semester II 2026"),
        ("2026-T1", D(2026, 1, 1), D(2026, 3, 31), "Triwulan I 2026"),
        ("2026-T4", D(2026, 10, 1), D(2026, 12, 31), "Triwulan IV 2026"),
        ("2024-02", D(2024, 2, 1), D(2024, 2, 29), "Februari 2024"),
    ],
)
def test_codes(code: str, dari: dt.date, sampai: dt.date, label: str) -> None:
    assert period.parse(code) == period.Periode(dari, sampai, label)


@pytest.mark.parametrize("code", ["", "2026-S3", "2026-13", "2026-00", "1999-S1", "x"])
def test_other_codes_are_none(code: str) -> None:
    assert period.parse(code) is None


def test_every_choice_is_a_period_and_the_first_holds_today() -> None:
    today = D(2026, 1, 31)
    for name, group in period.choices(today)[:3]:
        first, *others = [period.parse(code) for code, _ in group]
        assert first, name
        assert all(others), name
        assert first.dari <= today <= first.sampai


def test_days_are_the_offices() -> None:
    """A decision at 23.30 on the last day in Jayapura is in the period."""
    span = period.free(D(2026, 6, 1), D(2026, 6, 30))
    begin, end = span.bounds("Asia/Jayapura")
    assert begin.astimezone(dt.UTC) == dt.datetime(2026, 5, 31, 15, tzinfo=dt.UTC)
    assert end.astimezone(dt.UTC) == dt.datetime(2026, 6, 30, 15, tzinfo=dt.UTC)
    assert span.label == "1 Juni 2026 s.d. 30 Juni 2026"
