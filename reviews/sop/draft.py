"""What can be understood of a document that may be wrong in many places.

The cross-checks read this instead of the model, so that one wrong field does not
hide the faults of the others. A misspelt kind counts as the kind it most resembles:
its spelling is reported once, and not a second time as a missing publication.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reviews.sop.kinds import EmpatMata, Jenis
from reviews.sop.messages import nearest
from reviews.sop.shape import MAX_JENIS, MAX_LANGKAH, MAX_MENIT


@dataclass(frozen=True)
class DraftLangkah:
    """One row as far as it can be read; ``index`` counts from 0 in the file."""

    index: int
    no: int | None
    pelaksana: list[tuple[int, str]]
    penerima: list[tuple[int, str]]
    jenis: Jenis | None
    jenis_tambahan: list[tuple[int, Jenis]]
    waktu: Any
    waktu_menit: int | None
    waktu_menit_kosong: bool
    dikembalikan_ke: int | None
    empat_mata: EmpatMata | None

    @property
    def nomor(self) -> int:
        """Written number, or the position where none can be read."""
        return self.no if self.no is not None else self.index + 1

    @property
    def semua_jenis(self) -> set[Jenis]:
        kinds = {jenis for _, jenis in self.jenis_tambahan}
        return kinds | {self.jenis} if self.jenis else kinds


@dataclass(frozen=True)
class Draft:
    lanes: list[tuple[int, str]]
    langkah: list[DraftLangkah]
    unread: bool
    """Whether a row could not be read at all."""
    jumlah_menit: int | None
    """The sum written in ``total_waktu``."""


def draft_of(data: dict[str, Any]) -> Draft:
    rows = items(data.get("langkah"))[:MAX_LANGKAH]
    total = data.get("total_waktu")
    written = total.get("jumlah_langkah_menit") if isinstance(total, dict) else None
    return Draft(
        lanes=names(data.get("pelaksana")),
        langkah=[
            draft_langkah(index, row)
            for index, row in enumerate(rows)
            if isinstance(row, dict)
        ],
        unread=not rows or not all(isinstance(row, dict) for row in rows),
        jumlah_menit=number(written, 0, MAX_LANGKAH * MAX_MENIT),
    )


def draft_langkah(index: int, row: dict[str, Any]) -> DraftLangkah:
    extra = [
        (i, kind(value))
        for i, value in enumerate(items(row.get("jenis_tambahan"))[:MAX_JENIS])
    ]
    return DraftLangkah(
        index=index,
        no=number(row.get("no"), 1, MAX_LANGKAH),
        pelaksana=names(row.get("pelaksana")),
        penerima=names(row.get("penerima")),
        jenis=kind(row.get("jenis")),
        jenis_tambahan=[(i, jenis) for i, jenis in extra if jenis is not None],
        waktu=row.get("waktu"),
        waktu_menit=number(row.get("waktu_menit"), 1, MAX_MENIT),
        waktu_menit_kosong=row.get("waktu_menit") is None,
        dikembalikan_ke=number(row.get("dikembalikan_ke"), 1, MAX_LANGKAH),
        empat_mata=four_eyes(row.get("empat_mata")),
    )


def items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def number(value: Any, low: int, high: int) -> int | None:
    """``value`` if it is a whole number the model accepts too."""
    if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
        return value
    return None


def names(value: Any) -> list[tuple[int, str]]:
    """Names with their position; what is no name is the model's to report."""
    return [
        (index, str(name).strip())
        for index, name in enumerate(items(value)[:MAX_LANGKAH])
        if isinstance(name, str | int) and str(name).strip()
    ]


def kind(value: Any) -> Jenis | None:
    near = nearest(value, list(Jenis))
    return Jenis(near) if near is not None else None


def four_eyes(value: Any) -> EmpatMata | None:
    return EmpatMata(value) if value in EmpatMata.values else None
