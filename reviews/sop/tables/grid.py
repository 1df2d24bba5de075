"""A table as a grid of cells, whatever file it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from reviews.sop.tables.archive import column_letters

MAX_ROWS: Final = 1_000
MAX_COLUMNS: Final = 80


@dataclass
class Cell:
    """What one place of the grid shows; a merged cell shows the same all over.

    ``awal`` is its upper left place, where its text counts; ``simbol`` whether a shape
    stands in it.
    """

    teks: str = ""
    awal: bool = True
    simbol: bool = False

    @property
    def kunci(self) -> str:
        """The text as labels and titles are compared."""
        return " ".join(self.teks.casefold().replace("\u00a0", " ").split())

    @property
    def bertanda(self) -> bool:
        return self.awal and (self.simbol or bool(self.teks.strip()))


@dataclass
class Grid:
    """Rows of equal length; ``nama`` is how people call the table."""

    nama: str
    rows: list[list[Cell]] = field(default_factory=list)
    excel: bool = False

    def square(self) -> Grid:
        """All rows made as long as the longest."""
        width = max((len(row) for row in self.rows), default=0)
        for row in self.rows:
            row.extend(Cell() for _ in range(width - len(row)))
        return self

    def place(self, row: int, column: int) -> str:
        """A cell as its author finds it: ``Sheet1!C5``, or table, row and column."""
        if self.excel:
            return f"{self.nama}!{column_letters(column + 1)}{row + 1}"
        return f"{self.nama} baris {row + 1} kolom {column + 1}"
