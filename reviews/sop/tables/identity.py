"""The identity sheet: labels with their value beside or below them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from reviews.sop.kelengkapan import LEAD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviews.sop.tables.grid import Cell, Grid
    from reviews.sop.tables.header import Header

BESIDE: Final = {
    "nomor sop": "nomor",
    "no sop": "nomor",
    "no. sop": "nomor",
    "tanggal pembuatan": "tanggal_pembuatan",
    "tgl. pembuatan": "tanggal_pembuatan",
    "tanggal revisi": "tanggal_revisi",
    "tgl. revisi": "tanggal_revisi",
    "tanggal pengesahan": "tanggal_pengesahan",
    "tanggal efektif": "tanggal_efektif",
    "tgl. efektif": "tanggal_efektif",
    "disahkan oleh": "disahkan_oleh",
    "nama sop": "nama",
    "judul sop": "nama",
}
BELOW: Final = (
    ("dasar_hukum", re.compile(r"^dasar hukum")),
    ("kualifikasi", re.compile(r"^kualifikasi")),
    ("keterkaitan", re.compile(r"^keter(?:kaitan|ikatan)")),
    ("peralatan", re.compile(r"^peralatan")),
    ("peringatan", re.compile(r"^peringatan")),
    ("pencatatan", re.compile(r"^pencatatan")),
)
PAIR: Final = re.compile(r"^([^:\n]{3,30}?)\s*[:\t]+\s*(.*)$", re.DOTALL)
OFFICE: Final = re.compile(r"^(?:pemerintah|kementerian|pengadilan|badan|dinas)\b")


def read_identity(
    grids: list[Grid], lines: list[str], header: Header
) -> dict[str, Any]:
    """What the sheet says, in the keys of an SOP document."""
    found: dict[str, Any] = {}
    for row in rows_of(grids, header):
        for key, text in pairs_in(row):
            found.setdefault(key, text)
    for line in lines:
        key, text = pair_of(line)
        if key:
            found.setdefault(key, text)
    for key, items in sections(grids, header):
        found.setdefault(key, items)
    office(found, [*lines, *(c.teks for r in rows_of(grids, header) for c in r)])
    return {key: value for key, value in found.items() if value}


def rows_of(grids: list[Grid], header: Header) -> Iterator[list[Cell]]:
    """Every row that is no part of the table of steps."""
    for grid in grids:
        if grid is header.grid:
            yield from grid.rows[: header.top]
        elif grid.excel or grids.index(grid) < grids.index(header.grid):
            yield from grid.rows


def pairs_in(row: list[Cell]) -> Iterator[tuple[str, str]]:
    """Label and value, in one cell or in neighbours with or without a colon between."""
    for at, cell in enumerate(row):
        if not cell.awal:
            continue
        key = BESIDE.get(cell.kunci.rstrip(" :"))
        if key:
            values = (c.teks.strip().lstrip(": ") for c in row[at + 1 :] if c.awal)
            yield key, " ".join(next(filter(None, values), "").split())
            continue
        key, text = pair_of(cell.teks)
        if key:
            yield key, text


def pair_of(text: str) -> tuple[str, str]:
    """``Nomor SOP : 1`` as key and value; nothing for other text."""
    found = PAIR.match(text.strip())
    if not found:
        return "", ""
    key = BESIDE.get(" ".join(found[1].casefold().split()))
    return (key, " ".join(found[2].split())) if key else ("", "")


def sections(grids: list[Grid], header: Header) -> Iterator[tuple[str, list[str]]]:
    """The lists whose title stands over them in the same column."""
    rows = list(rows_of(grids, header))
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            key = section_key(cell)
            if key:
                yield key, list(items_below(rows[at + 1 :], column, cell))


def section_key(cell: Cell) -> str | None:
    if not cell.awal:
        return None
    return next((key for key, rule in BELOW if rule.match(cell.kunci)), None)


def items_below(rows: list[list[Cell]], column: int, title: Cell) -> Iterator[str]:
    for row in rows:
        if column >= len(row) or any(section_key(cell) for cell in row):
            return
        if row[column].awal and row[column].teks != title.teks:
            for line in row[column].teks.splitlines():
                text = LEAD.sub("", line).strip()
                if text:
                    yield text


def office(found: dict[str, Any], texts: list[str]) -> None:
    """The letter head: the government first, its units below it."""
    for text in texts:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if lines and OFFICE.match(lines[0].casefold()):
            found.setdefault("instansi", lines[0])
            found.setdefault("unit", lines[1:4])
            return
