"""A register as a file: what the screen shows, filter and all."""

from __future__ import annotations

import csv
import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED

from django.http import HttpResponse, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from pages.site.dip.csv_file import BOM, Echo, safe
from pages.site.dip.csv_file import CONTENT_TYPE as CSV
from pages.site.dip.xlsx_file import CONTENT_TYPE as XLSX
from pages.site.dip.xlsx_file import TimelessZip, inert, styled
from pages.text import legal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.models import QuerySet

    from reviews.registers.kolom import Cell, Kolom

CHUNK = 500  # rows in memory at a time
FORMATS = {"csv": CSV, "xlsx": XLSX}


def lines(rows: QuerySet[Any], columns: Sequence[Kolom]) -> Iterator[list[Cell]]:
    """The rows as cells, never all in memory."""
    for row in rows.iterator(CHUNK):
        cells = [column.isi(row) for column in columns]
        yield [legal(cell) if isinstance(cell, str) else cell for cell in cells]


def csv_lines(rows: QuerySet[Any], columns: Sequence[Kolom]) -> Iterator[bytes]:
    writer = csv.writer(Echo())
    yield (BOM + writer.writerow([column.judul for column in columns])).encode()
    for line in lines(rows, columns):
        written: str = writer.writerow([plain(cell) for cell in line])
        yield written.encode()


def plain(cell: Cell) -> str:
    """``cell`` as text that no spreadsheet runs."""
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ", "minutes")
    return str(cell) if isinstance(cell, int) else safe(cell)


def xlsx(rows: QuerySet[Any], columns: Sequence[Kolom], title: str) -> bytes:
    """The whole workbook; the sheet passes through a temporary file."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Register")
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.lebar
    sheet.freeze_panes = "A3"
    sheet.append([styled(sheet, legal(title), font=Font(bold=True, size=14))])
    heading = {"font": Font(bold=True), "alignment": Alignment(wrap_text=True)}
    sheet.append([styled(sheet, column.judul, **heading) for column in columns])
    for line in lines(rows, columns):
        sheet.append(
            [cell if isinstance(cell, int) else inert(sheet, cell) for cell in line]
        )
    out = BytesIO()
    ExcelWriter(book, TimelessZip(out, "w", ZIP_DEFLATED)).save()
    return out.getvalue()


def answer(
    rows: QuerySet[Any], columns: Sequence[Kolom], kind: str, title: str, name: str
) -> HttpResponse | StreamingHttpResponse:
    """The download, in the format ``kind``."""
    response: HttpResponse | StreamingHttpResponse
    if kind == "csv":
        response = StreamingHttpResponse(csv_lines(rows, columns), content_type=CSV)
    else:
        response = HttpResponse(xlsx(rows, columns, title), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["Cache-Control"] = "private, no-store"
    return response
