"""The tables of a .docx file, and the lines of text around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from reviews.sop.tables.archive import NOT_OPEN, WORD
from reviews.sop.tables.grid import MAX_COLUMNS, MAX_ROWS, Cell, Grid

if TYPE_CHECKING:
    from reviews.sop.tables.archive import Archive

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHAPES: Final = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})


def read_word(archive: Archive) -> tuple[list[Grid], list[str]]:
    """Every table in the order of the document, and the paragraphs outside them."""
    try:
        # Declarations of entities were refused in the archive.
        root = ET.fromstring(archive.part(WORD))  # noqa: S314
    except ET.ParseError as error:
        raise archive.refusal(NOT_OPEN) from error
    body = root.find(f"{W}body")
    if body is None:
        raise archive.refusal(NOT_OPEN)
    tables = list(body.iter(f"{W}tbl"))
    inner = {id(nested) for table in tables for nested in table.iter(f"{W}tbl")} - {
        id(table) for table in body.findall(f"{W}tbl")
    }
    grids = [
        grid_of(table, f"tabel {number}", archive)
        for number, table in enumerate(
            (table for table in tables if id(table) not in inner), start=1
        )
    ]
    lines = [text_of(paragraph) for paragraph in body.findall(f"{W}p")]
    return grids, [line for line in lines if line]


def grid_of(table: ET.Element, name: str, archive: Archive) -> Grid:
    grid = Grid(name)
    rows = table.findall(f"{W}tr")
    if len(rows) > MAX_ROWS:
        raise archive.refusal(f"{name} terlalu panjang; diharapkan {MAX_ROWS} baris")
    for row in rows:
        above = grid.rows[-1] if grid.rows else []
        grid.rows.append(row_of(row, above)[:MAX_COLUMNS])
    return grid.square()


def row_of(row: ET.Element, above: list[Cell]) -> list[Cell]:
    """The cells of one row, a cell that spans columns once for each."""
    cells: list[Cell] = []
    cells.extend(Cell() for _ in range(skipped(row)))
    for element in row.findall(f"{W}tc"):
        span, goes_on = spans(element)
        at = len(cells)
        if goes_on and at < len(above):
            cell = Cell(above[at].teks, awal=False)
        else:
            cell = Cell(text_of(element), simbol=has_shape(element))
        cells.append(cell)
        cells.extend(Cell(cell.teks, awal=False) for _ in range(span - 1))
    return cells


def spans(cell: ET.Element) -> tuple[int, bool]:
    """How many columns, and whether it goes on from the row above."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        return 1, False
    merge = properties.find(f"{W}vMerge")
    goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
    return number_in(properties.find(f"{W}gridSpan"), 1), goes_on


def skipped(row: ET.Element) -> int:
    """Grid columns that a row leaves out at its beginning."""
    return number_in(row.find(f"{W}trPr/{W}gridBefore"), 0)


def number_in(element: ET.Element | None, default: int) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    usable = value.isascii() and value.isdigit() and len(value) <= len(str(MAX_COLUMNS))
    return min(int(value), MAX_COLUMNS) if usable else default


def text_of(element: ET.Element) -> str:
    """Text with a line for each paragraph; a list's own numbers are not in it."""
    paragraphs = list(element.iter(f"{W}p")) or [element]
    return "\n".join(filter(None, map(line_of, paragraphs)))


def line_of(paragraph: ET.Element) -> str:
    parts = []
    for part in paragraph.iter():
        if part.tag == f"{W}t":
            parts.append(part.text or "")
        elif part.tag == f"{W}tab":
            parts.append("\t")
        elif part.tag == f"{W}br":
            parts.append("\n")
    return "".join(parts).strip()


def has_shape(element: ET.Element) -> bool:
    return any(part.tag in SHAPES for part in element.iter())
