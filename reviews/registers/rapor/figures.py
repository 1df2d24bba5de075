"""The figures of a rapor, defined once; pure functions of numbers."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


def median(values: Collection[float]) -> float | None:
    """The middle value; of an even number of values, the mean of the two middle ones."""
    return statistics.median(values) if values else None


def p90(values: Collection[float]) -> float | None:
    """The 90th percentile by nearest rank: the value of rank ⌈0.9 n⌉, counted from 1.

    So it is always a value that occurred, and at least nine in ten are not above it.
    """
    if not values:
        return None
    rank = -(-9 * len(values) // 10)
    return sorted(values)[rank - 1]


def percent_down(part: int, whole: int) -> int | None:
    """``part`` of ``whole``, rounded down: 100 means all, and 80 at least 80."""
    return 100 * part // whole if whole else None


def percent_up(part: int, whole: int) -> int | None:
    """``part`` of ``whole``, rounded up: 0 means none, and 20 at most 20."""
    return -(-100 * part // whole) if whole else None


def duration(minutes: float | None) -> str:
    """Calendar time in the two largest units that are not nought."""
    if minutes is None:
        return ""
    days, rest = divmod(int(minutes), 24 * 60)
    units = [(days, "hari"), (rest // 60, "jam"), (rest % 60, "menit")]
    said = [f"{count} {unit}" for count, unit in units if count]
    return " ".join(said[:2]) or "kurang dari 1 menit"
