"""What a flowchart shows of an SOP: its lanes and steps, as far as they are known.

A draft that is still being typed is drawn too, so nothing here demands a whole
document: what cannot be read is left empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

MAX_LANES: Final = 30
MAX_ROWS: Final = 200
MAX_TEXT: Final = 2_000


@dataclass(frozen=True)
class Baris:
    """One step; ``lajur`` are positions in :attr:`Tabel.lajur`."""

    nomor: int
    uraian: str
    lajur: tuple[int, ...]
    kembali_ke: int | None
    kelengkapan: str
    waktu: str
    output: str
    keterangan: str


@dataclass(frozen=True)
class Tabel:
    """An SOP's table of steps."""

    nama: str
    lajur: tuple[str, ...]
    baris: tuple[Baris, ...]

    def pelaksana(self, baris: Baris) -> str:
        """The lanes of ``baris`` by name."""
        return ", ".join(self.lajur[at] for at in baris.lajur)

    @property
    def rows(self) -> list[tuple[Baris, str]]:
        """Each step with its lanes by name, as templates write them."""
        return [(baris, self.pelaksana(baris)) for baris in self.baris]


def table_of(data: Any) -> Tabel:
    """The table in ``data``, which has the keys of an SOP document or some of them."""
    data = data if isinstance(data, dict) else {}
    lanes = tuple(dict.fromkeys(texts(data.get("pelaksana"))[:MAX_LANES]))
    rows = [row for row in items(data.get("langkah")) if isinstance(row, dict)]
    return Tabel(
        nama=text(data.get("nama")),
        lajur=lanes,
        baris=tuple(
            baris_of(number, row, lanes)
            for number, row in enumerate(rows[:MAX_ROWS], start=1)
        ),
    )


def baris_of(nomor: int, row: dict[str, Any], lanes: tuple[str, ...]) -> Baris:
    names = set(texts(row.get("pelaksana")))
    target = row.get("dikembalikan_ke")
    known = isinstance(target, int) and 0 < target < nomor
    return Baris(
        nomor=nomor,
        uraian=text(row.get("uraian")),
        lajur=tuple(at for at, lane in enumerate(lanes) if lane in names),
        kembali_ke=target if known else None,
        kelengkapan=text(row.get("kelengkapan")),
        waktu=text(row.get("waktu")),
        output=text(row.get("output")),
        keterangan=text(row.get("keterangan")),
    )


def items(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def texts(value: Any) -> list[str]:
    return [found for found in map(text, items(value)) if found]


def text(value: Any) -> str:
    return value.strip()[:MAX_TEXT] if isinstance(value, str) else ""
