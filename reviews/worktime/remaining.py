"""What is left of a step's time, in words; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

Tingkat = Literal["aman", "dekat", "lewat", "tanpa"]

HOUR = 60
SHORT_STEP = 2 * HOUR


@dataclass(frozen=True)
class Sisa:
    """Working minutes left (negative: late), and how a reader is told."""

    menit: int | None
    tingkat: Tingkat
    label: str
    jatuh_tempo: dt.datetime | None = None


TANPA = Sisa(None, "tanpa", "tanpa batas waktu")


def warning_minutes(total: int) -> int:
    """How long before the end of ``total`` minutes a step counts as near it.

    A quarter; of a step of two hours or more at least an hour.
    """
    quarter = total // 4
    return max(quarter, HOUR) if total >= SHORT_STEP else quarter


def sisa(
    left: int, total: int, day: int, jatuh_tempo: dt.datetime, *, late: bool
) -> Sisa:
    """``left`` of ``total`` minutes, told in working days of ``day`` minutes."""
    if late:
        return Sisa(left, "lewat", f"lewat {duration(-left, day)}", jatuh_tempo)
    near = left <= warning_minutes(total)
    label = f"sisa {duration(left, day)}"
    return Sisa(left, "dekat" if near else "aman", label, jatuh_tempo)


def duration(minutes: int, day: int) -> str:
    """``2 hari 3 jam kerja``; minutes only where they matter."""
    days, rest = divmod(minutes, day) if day else (0, minutes)
    hours, rest = divmod(rest, HOUR)
    parts = [(days, "hari"), (hours, "jam"), (0 if days else rest, "menit")]
    words = [f"{number} {unit}" for number, unit in parts if number]
    return " ".join([*words, "kerja"]) if words else "kurang dari 1 menit kerja"
