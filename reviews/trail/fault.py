"""What can be wrong, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.core.exceptions import FieldDoesNotExist
from django.db import OperationalError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import Model

    from reviews.papers.jejak import Jejak


class Reason(StrEnum):
    CHANGED = "berubah"
    MISSING = "hilang"
    INSERTED = "disisipkan"
    REORDERED = "berpindah urutan"
    WRONG_KEY = "kunci tidak dikenal atau tanda tangan tidak cocok"
    DISAGREES = "tidak sesuai dengan jejak"


@dataclass(frozen=True)
class Fault:
    """One of them: at which row or record, why, and what of it; the reason is not in that."""

    place: str
    reason: Reason
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what} ({self.reason})"


def fault_at(row: Jejak, reason: Reason, what: str) -> Fault:
    """At a row, or at what hangs on it."""
    return Fault(place(row.rantai.kantor, row.nomor), reason, what)


def place(kantor: object, nomor: int | None = None) -> str:
    """The chain of an office, or one row of it: each office has its row 5."""
    return f"rantai {kantor}" + (f", jejak {nomor}" if nomor is not None else "")


def word_for(model: type[Model], column: str) -> str:
    """What people call a column; what has no column is named as it is."""
    try:
        return str(model._meta.get_field(column).verbose_name)  # type: ignore[union-attr]
    except FieldDoesNotExist:
        return column


def whole(what: str, faults: Iterable[Fault]) -> Iterator[Fault]:
    """What was changed may be such that nothing can read it: that is a fault too."""
    try:
        yield from faults
    except OperationalError:  # the database is away: that says nothing
        raise
    except Exception as error:  # noqa: BLE001 - a changed value can make it any
        said = f"tidak terbaca: {error or type(error).__name__}"
        yield Fault(what, Reason.CHANGED, said)
