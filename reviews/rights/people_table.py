"""A table of people as somebody sent it, CSV or XLSX, read without trusting it."""

from __future__ import annotations

import csv
import datetime as dt
import re
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from pages.errors import NaskahError
from pages.text import legal
from reviews.sop.faults import DocumentFaults
from reviews.sop.tables.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

KOLOM = (
    "nama",
    "nip",
    "username",
    "email",
    "jabatan",
    "atasan",
    "kapasitas",
    "mulai",
    "sampai",
    "jamak",
)
WAJIB = ("nama", "username", "jabatan", "mulai")
CONTOH = (
    "Siti Rahma",
    "198501012010012001",
    "siti.rahma",
    "siti.rahma@kantor.example",
    "Kepala Bidang Informasi",
    "Kepala Dinas",
    "definitif",
    "2026-01-02",
    "",
    "",
)
MAX_BYTES = 2_000_000
MAX_ROWS = 2_000
MAX_LINES = 10_000  # of a sheet, empty ones too
MAX_TEXT = 300


@dataclass(frozen=True)
class Baris:
    """One line of the file: its number there, and its cells by column."""

    nomor: int
    sel: dict[str, str]


def read_table(raw: bytes, name: str) -> list[Baris]:
    """The lines of ``raw``; raises NaskahError with what is wrong with the file."""
    if len(raw) > MAX_BYTES:
        raise NaskahError("Berkas terlalu besar; paling banyak 2 MB.")
    lines = xlsx_lines(raw, name) if raw.startswith(b"PK") else csv_lines(raw)
    heading: list[str] = []
    found: list[Baris] = []
    for number, line in lines:
        cells = [cleaned(cell) for cell in line[:50]]
        if not any(cells):
            continue
        if not heading:
            heading = [cell.lower().replace(" ", "_") for cell in cells]
            check_heading(heading)
            continue
        if len(found) == MAX_ROWS:
            raise NaskahError(f"Paling banyak {MAX_ROWS} baris dalam satu berkas.")
        pairs = dict(zip(heading, cells, strict=False))
        found.append(Baris(number, {key: pairs.get(key, "") for key in KOLOM}))
    if not found:
        raise NaskahError("Berkas tidak berisi baris orang di bawah judul kolom.")
    return found


def check_heading(heading: list[str]) -> None:
    missing = [name for name in WAJIB if name not in heading]
    unknown = [name for name in heading if name and name not in KOLOM]
    twice = [name for name in KOLOM if heading.count(name) > 1]
    if missing:
        raise NaskahError(f"Kolom {', '.join(missing)} tidak ada pada baris judul.")
    if unknown:
        raise NaskahError(
            f"Kolom tidak dikenal: {', '.join(unknown)}. Kolom yang ada: "
            f"{', '.join(KOLOM)}."
        )
    if twice:
        raise NaskahError(f"Kolom {', '.join(twice)} ada dua kali.")


def cleaned(cell: object) -> str:
    """A cell as text; dates as ISO, numbers as written, no control characters."""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = re.sub(r"\s+", " ", legal("" if cell is None else str(cell)))
    return text.strip().removeprefix("'")[:MAX_TEXT]


def csv_lines(raw: bytes) -> Iterator[tuple[int, list[str]]]:
    """UTF-8, or what Excel writes on Windows; commas, semicolons or tabs."""
    if b"\x00" in raw:
        raise NaskahError("Ini bukan berkas CSV atau XLSX.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from enumerate(reader, 1)
    except csv.Error as error:
        raise NaskahError("Berkas CSV rusak; simpan ulang lalu coba lagi.") from error


def xlsx_lines(raw: bytes, name: str) -> Iterable[tuple[int, list[object]]]:
    try:
        Archive(raw, name)
    except DocumentFaults as error:
        raise NaskahError(f"Berkas ditolak: {error.faults[0].pesan}.") from error
    try:
        book = load_workbook(BytesIO(raw), read_only=True, data_only=True)
        sheet: Any = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its size need not be true
        rows = enumerate(sheet.iter_rows(values_only=True, max_col=50), 1)
        # A row may say that it is the billionth; all before it are made up, empty.
        near = islice(rows, MAX_LINES)
        lines = [(n, list(row)) for n, row in near if any(c is not None for c in row)]
        goes_on = next(rows, None) is not None
    except Exception as error:
        raise NaskahError("Berkas Excel rusak; simpan ulang lalu coba lagi.") from error
    if goes_on:
        raise NaskahError(
            f"Lembar Excel terlalu panjang; hapus baris sesudah baris {MAX_LINES}."
        )
    return lines


def as_date(text: str) -> dt.date | None:
    """``2026-03-01``, ``1/3/2026`` or ``01-03-2026``; ``None`` if it is no date."""
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    try:
        if found:
            return dt.date(int(found[3]), int(found[2]), int(found[1]))
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
