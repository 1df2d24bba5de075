"""Hours of a week: how they are written down, and the hours that the law sets.

A week is seven days from Monday; a day is its working spans, as minutes since
midnight; a day without a span is free. In the database a day is the list of its
times, ``["07:30", "12:00", "13:00", "16:00"]``.
"""

from __future__ import annotations

from itertools import pairwise

Hari = tuple[tuple[int, int], ...]
Pekan = tuple[Hari, ...]

NAMA_HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

# Perpres 21/2023 Ps. 4: 37 h 30 min from 07:30; breaks of 60 and, on Friday, 90 min.
BIASA = ["07:30", "12:00", "13:00", "16:00"]
JUMAT = ["07:30", "11:30", "13:00", "16:30"]
# The same in Ramadan: 32 h 30 min from 08:00; breaks of 30 and 60 min.
RAMADAN = ["08:00", "12:00", "12:30", "15:00"]
JUMAT_RAMADAN = ["08:00", "11:30", "12:30", "15:30"]


class JamError(ValueError):
    """The hours of a day make no sense; the message is for the reader."""


def pekan_baku() -> list[list[str]]:
    """The hours of Perpres 21/2023."""
    return [*[list(BIASA) for _ in range(4)], list(JUMAT), [], []]


def pekan_ramadan() -> list[list[str]]:
    """Its hours in Ramadan."""
    return [*[list(RAMADAN) for _ in range(4)], list(JUMAT_RAMADAN), [], []]


def read_pekan(rows: list[list[str]]) -> Pekan:
    """A stored week as spans. Raises :class:`JamError` with the day's name."""
    if len(rows) != len(NAMA_HARI):
        raise JamError("Satu pekan terdiri atas tujuh hari.")
    week = []
    for name, row in zip(NAMA_HARI, rows, strict=True):
        try:
            week.append(read_hari(row))
        except JamError as fault:
            raise JamError(f"{name}: {fault}") from fault
    return tuple(week)


def read_hari(times: list[str]) -> Hari:
    """Nothing, one span, or two around the break."""
    if len(times) not in (0, 2, 4) or not all(times):
        raise JamError(
            "isi jam masuk dan pulang; istirahat dari dan sampai berpasangan."
        )
    moments = [minute_of(text) for text in times]
    if any(later <= earlier for earlier, later in pairwise(moments)):
        raise JamError("urutan jam: masuk, mulai istirahat, selesai istirahat, pulang.")
    return tuple(zip(moments[::2], moments[1::2], strict=True))


def minute_of(text: str) -> int:
    """``"07:30"`` as minutes since midnight; ``24:00`` is the day's end."""
    hour, _, minute = text.partition(":")
    if not (hour.isdecimal() and minute.isdecimal() and len(text) <= len("00:00")):
        raise JamError(f"“{text}” bukan jam.")
    moment = int(hour) * 60 + int(minute)
    if int(minute) >= 60 or moment > 24 * 60:
        raise JamError(f"“{text}” bukan jam.")
    return moment


def clock(minute: int) -> str:
    """Minutes since midnight as people read them: ``07.30``."""
    return f"{minute // 60:02}.{minute % 60:02}"


def day_text(hari: Hari) -> str:
    """``07.30-12.00, 13.00-16.00``, or that the day is free."""
    return ", ".join(f"{clock(a)}-{clock(b)}" for a, b in hari) or "libur"
