"""The DIP as CSV: RFC 4180 in UTF-8, with the mark by which Excel knows that."""

from __future__ import annotations

import csv
import datetime as dt
from typing import TYPE_CHECKING

from pages.site.dip.table import COLUMNS, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from pages.models import ReadRow
    from pages.site.dip.table import Cell

CONTENT_TYPE = "text/csv; charset=utf-8"
BOM = "\ufeff"
# What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection).
FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(rows: QuerySet[ReadRow]) -> Iterator[bytes]:
    """The file, line by line."""
    writer = csv.writer(Echo())
    heading: str = writer.writerow([column.judul for column in COLUMNS])
    yield (BOM + heading).encode()
    for line in lines(rows):
        written: str = writer.writerow([safe(cell) for cell in line])
        yield written.encode()


def safe(cell: Cell) -> str:
    """``cell`` as text that no spreadsheet runs: an apostrophe makes it one."""
    if isinstance(cell, dt.date):
        return cell.isoformat()
    text = cell or ""
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text
