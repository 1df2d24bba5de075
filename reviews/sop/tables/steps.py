"""The rows under the head of a table, as steps of an SOP document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from reviews.sop.faults import Fault, shown
from reviews.sop.kinds import Jenis, Sumber
from reviews.sop.shape import MAX_LANGKAH
from reviews.sop.tables.guess import kinds_of, object_of
from reviews.sop.tables.time import minutes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviews.sop.tables.grid import Cell, Grid
    from reviews.sop.tables.header import Header

NUMBER: Final = re.compile(r"^(\d{1,3})\s*[.)]?$")
TOTAL: Final = re.compile(r"\b(?:total|jumlah)\b")
TIME: Final = re.compile(r"\bwaktu\b")
ARROWS: Final = re.compile(r"^[\s→←↑↓↔⇒⇨➔|-]*$")
MIN_WORD: Final = 4


class StepReader:
    """Reads the rows; what could not be read is in ``faults``."""

    def __init__(self, header: Header, grids: list[Grid], name: str) -> None:
        self.header = header
        self.grids = grids
        self.name = name
        self.faults: list[Fault] = []
        self.steps: list[dict[str, Any]] = []
        self.total: str | None = None

    def read(self) -> list[dict[str, Any]]:
        for grid, at, row in self.rows():
            if len(self.steps) >= MAX_LANGKAH:
                self.fault(grid.place(at, 0), f"langkah melebihi {MAX_LANGKAH}")
                break
            self.take(grid, at, row)
        kinds = kinds_of([step["uraian"] for step in self.steps])
        published = False
        for step, kind in zip(self.steps, kinds, strict=True):
            step["jenis"] = str(kind)
            step["objek"] = str(object_of(kind, step["uraian"], published=published))
            published = published or kind == Jenis.PUBLIKASI
        return self.steps

    def rows(self) -> Iterator[tuple[Grid, int, list[Cell]]]:
        """Rows below the head, and of later tables that go on in the same columns."""
        own = self.header.grid
        for at in range(self.header.first_row, len(own.rows)):
            yield own, at, own.rows[at]
        later = self.grids[self.grids.index(own) + 1 :]
        for grid in [] if own.excel else later:
            if grid.rows and len(grid.rows[0]) == len(own.rows[0]):
                yield from ((grid, at, row) for at, row in enumerate(grid.rows))

    def take(self, grid: Grid, at: int, row: list[Cell]) -> None:
        head = self.header
        uraian = own_text(row[head.uraian])
        number = NUMBER.match(row[head.nomor].kunci)
        everything = " ".join(dict.fromkeys(cell.kunci for cell in row)).strip()
        if is_total(everything):
            self.total = next(
                (c.teks.strip() for c in row if minutes_of(c.teks) is not None), None
            )
        elif number and uraian and not uraian.isdigit():
            self.steps.append(self.step(grid, at, row, int(number[1])))
        elif number and not uraian:
            self.fault(grid.place(at, head.uraian), "uraian kegiatan kosong")
        elif uraian and self.steps and not number and row[head.uraian].awal:
            self.steps[-1]["uraian"] += f"\n{uraian}"

    def step(
        self, grid: Grid, at: int, row: list[Cell], written: int
    ) -> dict[str, Any]:
        number = len(self.steps) + 1
        if written != number:
            self.fault(
                grid.place(at, self.header.nomor),
                f"nomor tertulis {written}; dibaca sebagai langkah {number}",
                number,
            )
        step: dict[str, Any] = {
            "no": number,
            "uraian": own_text(row[self.header.uraian]),
        }
        step.update(self.performer(grid, at, row, step))
        for key, column in self.header.kolom.items():
            text = row[column].teks.strip()
            if text:
                step[key] = text
        if "waktu" in step:
            step["waktu_menit"] = minutes_of(step["waktu"])
            if step["waktu_menit"] is None:
                place = grid.place(at, self.header.kolom["waktu"])
                self.fault(
                    place,
                    f"waktu {shown(step['waktu'])} tidak dikenal; diharapkan misalnya "
                    "'30 menit', '1 jam', atau '2 hari'",
                    number,
                )
        return step

    def performer(
        self, grid: Grid, at: int, row: list[Cell], step: dict[str, Any]
    ) -> dict[str, Any]:
        """The lane with a mark or symbol; else the one the words begin with."""
        lanes = self.header.lajur
        marked = [
            name
            for name, columns in lanes
            if any(is_mark(row[column]) for column in columns)
        ]
        if len(marked) > 1:
            self.fault(
                self.lane_place(grid, at),
                f"beberapa lajur bertanda ({'; '.join(marked)}); dibaca sebagai "
                f"{shown(marked[0])}, periksa pelaksananya",
                step["no"],
            )
        if marked:
            return {"pelaksana": [marked[0]], "pelaksana_sumber": str(Sumber.BAGAN)}
        named = lane_in(step["uraian"], [name for name, _ in lanes])
        if named:
            return {"pelaksana": [named], "pelaksana_sumber": str(Sumber.TEKS)}
        self.fault(
            self.lane_place(grid, at),
            "tidak ada tanda atau simbol pada lajur pelaksana; pilih pelaksananya",
            step["no"],
        )
        return {"pelaksana": []}

    def lane_place(self, grid: Grid, at: int) -> str:
        columns = [column for _, found in self.header.lajur for column in found]
        return grid.place(at, columns[0] if columns else self.header.nomor)

    def fault(self, place: str, pesan: str, langkah: int | None = None) -> None:
        self.faults.append(Fault(self.name, langkah, place, pesan))


def is_total(text: str) -> bool:
    """Whether a row adds up the time; looked for in one pass, however long it is."""
    word = TOTAL.search(text)
    named = bool(word and TIME.search(text, word.end()))
    return named or text.startswith(("total", "jumlah waktu"))


def own_text(cell: Cell) -> str:
    return cell.teks.strip()


def is_mark(cell: Cell) -> bool:
    """Whether the cell holds more than a piece of an arrow."""
    return cell.bertanda and (cell.simbol or not ARROWS.match(cell.teks))


def lane_in(text: str, lanes: list[str]) -> str | None:
    """The one lane by whose first word ``text`` begins."""
    words = text.split(maxsplit=1)
    if not words or len(words[0]) < MIN_WORD:
        return None
    whole = [lane for lane in lanes if text.casefold().startswith(lane.casefold())]
    first = words[0].casefold()
    found = whole or [lane for lane in lanes if lane.split()[0].casefold() == first]
    return found[0] if len(found) == 1 else None
