"""The DIP as a workbook. The same entries give the same bytes, whoever makes it."""

from __future__ import annotations

import datetime as dt
import shutil
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from pages.site.dip.table import COLUMNS, lines

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from pages.models import ReadRow
    from pages.site.dip.table import Cell

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_DATE = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - the format knows no time zone
FIRST_LINE = 3  # below the title and the headings


class TimelessZip(ZipFile):
    """An archive that does not say when it was made."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        super().writestr(ZipInfo(zinfo_or_arcname), data, ZIP_DEFLATED)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        info = ZipInfo(arcname)
        info.compress_type = ZIP_DEFLATED
        with Path(filename).open("rb") as source, self.open(info, "w") as target:
            shutil.copyfileobj(source, target)


def xlsx(rows: QuerySet[ReadRow], title: str) -> bytes:
    """The whole workbook; the sheet passes through a temporary file."""
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = NO_DATE
    sheet = book.create_sheet("DIP")
    lay_out(sheet)
    sheet.append([styled(sheet, title, font=Font(bold=True, size=14))])
    wrapped = {"font": Font(bold=True), "alignment": Alignment(wrap_text=True)}
    sheet.append([styled(sheet, column.judul, **wrapped) for column in COLUMNS])
    for line in lines(rows):
        sheet.append([inert(sheet, cell) for cell in line])
    out = BytesIO()
    ExcelWriter(book, TimelessZip(out, "w", ZIP_DEFLATED)).save()
    return out.getvalue()


def lay_out(sheet: WriteOnlyWorksheet) -> None:
    """Widths, and headings that stay while the list is scrolled."""
    for number, column in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.lebar
    sheet.freeze_panes = f"A{FIRST_LINE}"


def styled(sheet: WriteOnlyWorksheet, text: str, **style: Any) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    for name, value in style.items():
        setattr(cell, name, value)
    return cell


def inert(sheet: WriteOnlyWorksheet, value: Cell) -> Any:
    """``value``, as text even where it looks like a formula."""
    if not isinstance(value, str) or not value.startswith("="):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell
