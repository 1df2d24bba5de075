"""The head of a table of steps: which column holds what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reviews.sop.tables.grid import Grid

NUMBER: Final = re.compile(r"^(?:no|nomor|no urut)\s*\.?$")
ACTIVITY: Final = re.compile(r"kegiatan|uraian|aktivitas|aktifitas|prosedur|langkah")
PERFORMER: Final = re.compile(r"^pelaksana(?:an)?\s*$")
QUALITY: Final = re.compile(r"^mutu\s*baku$")
COLUMNS: Final = (
    ("kelengkapan", re.compile(r"kelengkapan|perlengkapan|persyaratan")),
    ("waktu", re.compile(r"^waktu")),
    ("output", re.compile(r"^(?:output|hasil|keluaran)")),
    ("keterangan", re.compile(r"^ket(?:erangan)?\s*\.?$")),
)


@dataclass
class Header:
    """Places of the columns; ``lajur`` gives each lane its columns."""

    grid: Grid
    top: int
    first_row: int
    nomor: int
    uraian: int
    lajur: list[tuple[str, list[int]]] = field(default_factory=list)
    kolom: dict[str, int] = field(default_factory=dict)
    asing: list[int] = field(default_factory=list)
    """Columns nobody knows what they hold."""


def find_header(grids: list[Grid]) -> Header | None:
    """The first head of a table of steps in ``grids``."""
    for grid in grids:
        for at, row in enumerate(grid.rows):
            keys = [cell.kunci for cell in row]
            number = next((c for c, key in enumerate(keys) if NUMBER.match(key)), None)
            activity = next(
                (c for c, key in enumerate(keys) if ACTIVITY.search(key)), None
            )
            if number is not None and activity is not None and number < activity:
                return described(grid, at, number, activity)
    return None


def described(grid: Grid, at: int, number: int, activity: int) -> Header:
    """The head that begins in row ``at``, with all its rows and columns."""
    last = last_row(grid, at, number)
    header = Header(grid, at, last + 1, number, activity)
    titles = [titles_of(grid, at, last, column) for column in range(len(grid.rows[at]))]
    for column in range(len(titles)):
        kind = kind_of(titles[column])
        if kind and kind not in header.kolom:
            header.kolom[kind] = column
    end = min(header.kolom.values(), default=len(titles))
    for column in range(end_of(grid, at, activity) + 1, len(titles)):
        if column < end:
            add_lane(header, column, titles[column])
        elif kind_of(titles[column]) is None and titles[column]:
            header.asing.append(column)
    return header


def last_row(grid: Grid, at: int, number: int) -> int:
    """The head goes on where the number's cell does, or is empty."""
    key = grid.rows[at][number].kunci
    last = at
    for row in grid.rows[at + 1 :]:
        if row[number].kunci not in {"", key} or last - at > 3:
            break
        last += 1
    return last


def end_of(grid: Grid, at: int, column: int) -> int:
    """The last column that the cell at ``column`` covers."""
    row = grid.rows[at]
    end = column
    while (
        end + 1 < len(row)
        and not row[end + 1].awal
        and (row[end + 1].teks == row[column].teks)
    ):
        end += 1
    return end


def titles_of(grid: Grid, first: int, last: int, column: int) -> list[str]:
    """What the head says over ``column``, from above; a cell over two rows once."""
    found: list[str] = []
    for row in grid.rows[first : last + 1]:
        text = " ".join(row[column].teks.split())
        goes_on = not row[column].awal and found[-1:] == [text]
        if text and not goes_on:
            found.append(text)
    return found


def kind_of(titles: list[str]) -> str | None:
    """What a column of the mutu baku holds, or the remarks."""
    keys = [title.casefold() for title in titles]
    for name, pattern in COLUMNS:
        if any(pattern.search(key) for key in keys):
            return name
    return "kelengkapan" if len(keys) == 1 and QUALITY.match(keys[0]) else None


def add_lane(header: Header, column: int, titles: list[str]) -> None:
    """A lane is named by the lowest title; neighbours of one name are one lane."""
    names = titles
    if titles and PERFORMER.match(titles[0].casefold()):
        names = titles[1:]  # the title over all lanes
    if not names:
        if titles:
            header.asing.append(column)
        return
    name = names[-1][:255]
    if header.lajur and header.lajur[-1][0] == name:
        header.lajur[-1][1].append(column)
    else:
        header.lajur.append((name, [column]))
