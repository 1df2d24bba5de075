"""The definitions, by example."""

from __future__ import annotations

import pytest

from reviews.registers.rapor import figures


@pytest.mark.parametrize(
    ("values", "median", "p90"),
    [
        ([], None, None),
        ([7], 7, 7),
        ([1, 2], 1.5, 2),
        ([3, 1, 2], 2, 3),
        (list(range(1, 11)), 5.5, 9),
        (list(range(1, 12)), 6, 10),
        ([5] * 99 + [1000], 5, 5),
    ],
    ids=["none", "one", "two", "three", "ten", "eleven", "outlier"],
)
def test_median_and_nearest_rank(
    values: list[int], median: float | None, p90: float | None
) -> None:
    assert figures.median(values) == median
    assert figures.p90(values) == p90


def test_percentages_never_flatter() -> None:
    assert figures.percent_down(799, 1000) == 79
    assert figures.percent_up(201, 1000) == 21
    assert figures.percent_down(0, 0) is None
    assert figures.percent_up(3, 0) is None


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (None, ""),
        (0.2, "kurang dari 1 menit"),
        (59, "59 menit"),
        (60, "1 jam"),
        (1505, "1 hari 1 jam"),
        (1445, "1 hari 5 menit"),
    ],
    ids=["none", "moment", "minutes", "hour", "day", "day-and-minutes"],
)
def test_duration(minutes: float | None, said: str) -> None:
    assert figures.duration(minutes) == said
