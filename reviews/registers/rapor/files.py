"""Tables as CSV, XLSX and DOCX; no cell is ever a formula."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from pages.site.dip.csv_file import BOM, safe
from pages.site.dip.xlsx_file import NO_DATE, TimelessZip, inert, styled

if TYPE_CHECKING:
    from reviews.registers.rapor.cells import Cell, Tabel

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BOLD = {"font": Font(bold=True), "alignment": Alignment(wrap_text=True)}


def csv_of(tabel: Tabel) -> bytes:
    """The table alone, without the lines above it."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([title for title, _ in tabel.kolom])
    writer.writerows([[plain(cell) for cell in line] for line in tabel.baris])
    return (BOM + out.getvalue()).encode()


def plain(cell: Cell) -> Cell:
    return safe(cell) if isinstance(cell, str) else cell


def xlsx_of(tables: list[Tabel], title: str) -> bytes:
    """One sheet for each table."""
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = NO_DATE
    for tabel in tables:
        add_sheet(book, tabel, title)
    out = BytesIO()
    ExcelWriter(book, TimelessZip(out, "w", ZIP_DEFLATED)).save()
    return out.getvalue()


def add_sheet(book: Workbook, tabel: Tabel, title: str) -> None:
    sheet = book.create_sheet(tabel.nama)
    for number, (_, width) in enumerate(tabel.kolom, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([styled(sheet, title, font=Font(bold=True, size=14))])
    for name, value in tabel.kepala:
        sheet.append([styled(sheet, name, **BOLD), inert(sheet, value)])
    sheet.append([])
    sheet.append([styled(sheet, name, **BOLD) for name, _ in tabel.kolom])
    for line in tabel.baris:
        sheet.append([inert_cell(sheet, cell) for cell in line])


def inert_cell(sheet: Any, cell: Cell) -> Any:
    return inert(sheet, cell) if isinstance(cell, str) else cell


def docx_of(tabel: Tabel, title: str, foot: str) -> bytes:
    """The table on A4, lying, with room to sign."""
    document = Document()
    lay_flat(document.sections[0])
    document.core_properties.title = title
    document.core_properties.author = ""
    document.add_heading(title, level=1)
    for name, value in tabel.kepala:
        document.add_paragraph(f"{name}: {value}").paragraph_format.space_after = 0
    document.add_paragraph()
    grid = document.add_table(rows=1, cols=len(tabel.kolom), style="Table Grid")
    for cell, (name, _) in zip(grid.rows[0].cells, tabel.kolom, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for line in tabel.baris:
        for cell, content in zip(grid.add_row().cells, line, strict=True):
            cell.text = "" if content is None else str(content)
    set_widths(grid, [width for _, width in tabel.kolom])
    document.add_paragraph()
    document.add_paragraph(foot)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def lay_flat(section: Any) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Mm(15))


def set_widths(grid: Any, widths: list[int]) -> None:
    """The columns share the 267 mm between the margins as the sheet's do."""
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        for cell in column.cells:
            cell.width = Mm(267 * width / sum(widths))
