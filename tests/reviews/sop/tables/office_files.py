"""The source SOPs as the files that offices keep: Word and Excel, made by program."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
from openpyxl import Workbook

if TYPE_CHECKING:
    from reviews.sop.shape import SOPDokumen

QUALITY = ["Kelengkapan", "Waktu", "Output"]


def rows_of(dokumen: SOPDokumen) -> list[list[str]]:
    """The steps as the cells of a table, a mark in the lane."""
    return [
        [
            f"{step.no}.",
            step.uraian,
            *("mulai" if lane in step.pelaksana else "" for lane in dokumen.pelaksana),
            step.kelengkapan or "",
            step.waktu or "",
            step.output or "",
            step.keterangan or "",
        ]
        for step in dokumen.langkah
    ]


def identity_of(dokumen: SOPDokumen) -> list[tuple[str, str]]:
    return [
        ("Nomor SOP", dokumen.nomor or ""),
        ("Tanggal Pembuatan", dokumen.tanggal_pembuatan or ""),
        ("Disahkan Oleh", dokumen.disahkan_oleh or ""),
        ("Nama SOP", dokumen.nama),
    ]


def word_file(dokumen: SOPDokumen) -> bytes:
    """Letter head and identity in one table, the steps in another with merged heads."""
    paper = docx.Document()
    identity = paper.add_table(rows=0, cols=3)
    for label, value in identity_of(dokumen):
        cells = identity.add_row().cells
        cells[0].text, cells[1].text, cells[2].text = label, ":", value
    sheet = paper.add_table(rows=0, cols=2)
    for titles, lists in (
        (("Dasar Hukum", "Kualifikasi Pelaksana"), ("dasar_hukum", "kualifikasi")),
        (("Keterkaitan", "Peralatan / Perlengkapan"), ("keterkaitan", "peralatan")),
    ):
        head, body = sheet.add_row().cells, sheet.add_row().cells
        for at in (0, 1):
            head[at].text = titles[at]
            items = getattr(dokumen, lists[at])
            body[at].text = "\n".join(f"{n}. {t}" for n, t in enumerate(items, 1))
    lanes = len(dokumen.pelaksana)
    table = paper.add_table(rows=2, cols=6 + lanes)
    titles = ["No", "Kegiatan", *dokumen.pelaksana, *QUALITY, "Ket."]
    for at, title in enumerate(titles):
        table.cell(1, at).text = title
    for at in (0, 1, 5 + lanes):
        table.cell(1, at).text = ""
        merged = table.cell(0, at).merge(table.cell(1, at))
        merged.text = titles[at]
    table.cell(0, 2).merge(table.cell(0, 1 + lanes)).text = "Pelaksana"
    table.cell(0, 2 + lanes).merge(table.cell(0, 4 + lanes)).text = "Mutu Baku"
    for row in rows_of(dokumen):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def excel_file(dokumen: SOPDokumen) -> bytes:
    """Identity above the steps on one sheet, with a row of column numbers."""
    book = Workbook()
    sheet = book.active
    for label, value in identity_of(dokumen):
        sheet.append([f"{label} : {value}"])
    sheet.append([])
    lanes = len(dokumen.pelaksana)
    top = len(identity_of(dokumen)) + 2
    groups = ["PELAKSANA", *[""] * (lanes - 1), "MUTU BAKU", "", "", "Ket."]
    sheet.append(["NO", "URAIAN PROSEDUR", *groups])
    sheet.append(["", "", *dokumen.pelaksana, *QUALITY, ""])
    width = 6 + lanes
    for column in (1, 2, width):
        sheet.merge_cells(None, top, column, top + 1, column)
    sheet.merge_cells(None, top, 3, top, 2 + lanes)
    sheet.merge_cells(None, top, 3 + lanes, top, 5 + lanes)
    sheet.append(list(range(1, width + 1)))
    for row in rows_of(dokumen):
        sheet.append(row)
    sheet.append(["", "TOTAL WAKTU PENYELESAIAN", *[""] * (lanes + 1), "2 JAM"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
