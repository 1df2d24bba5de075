"""The sheets of an .xlsx file, with the shapes that are drawn over their cells."""

from __future__ import annotations

import datetime as dt
import io
import posixpath
import warnings
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

from openpyxl import load_workbook

from reviews.sop.tables.archive import NOT_OPEN
from reviews.sop.tables.grid import MAX_COLUMNS, MAX_ROWS, Cell, Grid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviews.sop.tables.archive import Archive

X: Final = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
R: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
MAX_SHEETS: Final = 40


def read_excel(archive: Archive) -> tuple[list[Grid], list[str]]:
    """Every sheet as a grid; a workbook has no lines outside its cells."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions we do not read
            book = load_workbook(io.BytesIO(archive.raw), data_only=True)
    except Exception as error:  # openpyxl raises whatever it meets
        raise archive.refusal(NOT_OPEN) from error
    sheets = book.worksheets[:MAX_SHEETS]
    return [
        grid_of(sheet, number, archive) for number, sheet in enumerate(sheets, 1)
    ], []


def grid_of(sheet: Any, number: int, archive: Archive) -> Grid:
    cells = {
        (cell.row - 1, cell.column - 1): shown(cell.value)
        for cell in sheet._cells.values()
        if cell.value is not None
    }
    height = max((row for row, _ in cells), default=-1) + 1
    width = max((column for _, column in cells), default=-1) + 1
    if height > MAX_ROWS or width > MAX_COLUMNS:
        raise archive.refusal(
            f"lembar {sheet.title} terlalu besar; diharapkan {MAX_ROWS} baris dan "
            f"{MAX_COLUMNS} kolom"
        )
    grid = Grid(sheet.title, excel=True)
    grid.rows = [
        [Cell(cells.get((row, column), "")) for column in range(width)]
        for row in range(height)
    ]
    for merged in sheet.merged_cells.ranges:
        fill(grid, merged)
    for row, column in shapes_of(archive, number):
        if row < height and column < width:
            grid.rows[row][column].simbol = True
    return grid


def shown(value: Any) -> str:
    """A value as its reader sees it; dates the Indonesian way."""
    if isinstance(value, dt.datetime | dt.date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").strip()


def fill(grid: Grid, merged: Any) -> None:
    """Show a merged cell's text in every place that it covers."""
    top, left = merged.min_row - 1, merged.min_col - 1
    rows = grid.rows[top : merged.max_row]
    text = rows[0][left].teks if rows and left < len(rows[0]) else ""
    for down, row in enumerate(rows):
        for column in range(left, min(merged.max_col, len(row))):
            row[column] = Cell(text, awal=(down == 0 and column == left))


def shapes_of(archive: Archive, number: int) -> Iterator[tuple[int, int]]:
    """The cells in which the shapes of sheet ``number`` have their middle.

    Connectors are the arrows between them and say nothing of lanes.
    """
    for part in drawings_of(archive, number):
        try:
            root = ET.fromstring(archive.part(part))  # noqa: S314 - checked before
        except (ET.ParseError, KeyError):
            continue
        for anchor in root:
            if anchor.find(f"{X}sp") is not None or anchor.find(f"{X}pic") is not None:
                yield middle_of(anchor)


def middle_of(anchor: ET.Element) -> tuple[int, int]:
    start = position(anchor.find(f"{X}from"))
    end = (
        position(anchor.find(f"{X}to")) if anchor.find(f"{X}to") is not None else start
    )
    return (start[0] + end[0]) // 2, (start[1] + end[1]) // 2


def position(corner: ET.Element | None) -> tuple[int, int]:
    """Row and column, from 0; out of every grid where they cannot be read."""
    found = [
        (corner.findtext(f"{X}{name}") or "") if corner is not None else ""
        for name in ("row", "col")
    ]
    row, column = (int(text) if text.isdigit() else MAX_ROWS for text in found)
    return row, column


def drawings_of(archive: Archive, number: int) -> Iterator[str]:
    """The drawing parts of sheet ``number``, by its relations."""
    relations = f"xl/worksheets/_rels/sheet{number}.xml.rels"
    if relations not in archive.zip.namelist():
        return
    try:
        root = ET.fromstring(archive.part(relations))  # noqa: S314 - checked before
    except ET.ParseError:
        return
    for relation in root.iter(f"{R}Relationship"):
        target = relation.get("Target", "")
        if relation.get("Type", "").endswith("/drawing"):
            path = posixpath.normpath(posixpath.join("xl/worksheets", target))
            yield path.lstrip("/") if target.startswith("/") else path
