"""Where a list goes on: the sort value and id of the last row that was given out.

A cursor costs the same on the first page and the thousandth, and loses or repeats no
row when others come in between; ``offset`` does neither.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pages.reading.text import compact

if TYPE_CHECKING:
    from typing import Self

INVALID = "Kursor tidak dikenal; mulai kembali dari halaman pertama."

# ``urut`` without its sign: the column that it sorts by.
COLUMNS = {
    "tanggal": "tanggal",
    "waktu_pembuatan": "tanggal",
    "judul": "judul",
    "nomor": "nomor",
}


@dataclass(frozen=True, slots=True)
class Place:
    """An order, and the row after which to go on (``None``: from the beginning)."""

    urut: str
    at: tuple[str, int] | None = None

    @classmethod
    def read(cls, urut: str, kursor: str | None) -> Self:
        """The place that ``kursor`` names; ``ValueError`` if it is not of this order."""
        if not kursor:
            return cls(urut)
        try:
            padded = kursor + "=" * (-len(kursor) % 4)
            order, value, pk = json.loads(base64.urlsafe_b64decode(padded))
        except (ValueError, TypeError, binascii.Error, RecursionError) as error:
            raise ValueError(INVALID) from error
        place = cls(urut, (value, pk))
        if order != urut or not place.is_sound():
            raise ValueError(INVALID)
        return place

    def is_sound(self) -> bool:
        """Whether the database can compare with what the cursor holds."""
        value, pk = self.at or ("", 0)
        if not isinstance(value, str) or not is_text(value) or type(pk) is not int:
            return False
        return abs(pk) < 2**63 and (self.column != "tanggal" or is_date(value))

    @property
    def column(self) -> str:
        return COLUMNS[self.urut.lstrip("-")]

    @property
    def way(self) -> str:
        return "DESC" if self.urut.startswith("-") else "ASC"

    def after(self, value: Any, pk: int) -> str:
        """The cursor of the row with this sort value and id."""
        raw = compact([self.urut, str(value), pk])
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    def condition(self, column: str, key: str) -> tuple[str, tuple[Any, ...]]:
        """SQL for "after this place", with its parameters."""
        if self.at is None:
            return "1 = 1", ()
        sign = "<" if self.way == "DESC" else ">"
        return f"({column}, {key}) {sign} (%s, %s)", self.at


def is_date(value: str) -> bool:
    """Whether ``value`` is a date as we write one: ``YYYY-MM-DD`` and nothing else."""
    try:
        return dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def is_text(value: str) -> bool:
    """Whether a database takes ``value``: no NUL, no half of a surrogate pair."""
    try:
        return b"\x00" not in value.encode()
    except UnicodeEncodeError:
        return False
