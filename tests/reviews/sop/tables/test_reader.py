"""Offices' own files: what they hold comes in, what they hide stays out."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import pytest
from openpyxl import Workbook

from reviews.sop.faults import DocumentFaults
from reviews.sop.tables.reader import read_table
from reviews.sop.tables.steps import is_total
from reviews.sop.tables.time import minutes_of
from tests.reviews.builders import seed
from tests.reviews.sop.tables.office_files import excel_file, word_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviews.sop.shape import SOPDokumen

CODES = ("000", "001", "002", "003", "004")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("make", [word_file, excel_file], ids=["docx", "xlsx"])
def test_the_table_of_a_source_sop_comes_in_whole(
    code: str, make: Callable[[SOPDokumen], bytes]
) -> None:
    dokumen = seed(code).dokumen
    data = read_table(make(dokumen), "sop.bin").data
    assert data["pelaksana"] == list(dokumen.pelaksana)
    assert data["nama"] == dokumen.nama
    assert data.get("nomor") == dokumen.nomor
    for step, row in zip(dokumen.langkah, data["langkah"], strict=True):
        assert row["no"] == step.no
        assert row["uraian"] == step.uraian
        assert row["pelaksana"] == list(step.pelaksana)
        assert row.get("waktu_menit") == step.waktu_menit
        for key in ("kelengkapan", "waktu", "output", "keterangan"):
            assert row.get(key) == getattr(step, key)


def test_the_identity_sheet_has_its_lists() -> None:
    dokumen = seed("000").dokumen
    data = read_table(word_file(dokumen), "sop.docx").data
    assert data["dasar_hukum"] == list(dokumen.dasar_hukum)
    assert data["kualifikasi"] == list(dokumen.kualifikasi)
    assert data["peralatan"] == list(dokumen.peralatan)


def test_the_printed_total_is_kept() -> None:
    data = read_table(excel_file(seed("000").dokumen), "sop.xlsx").data
    assert data["total_waktu"] == {"tertulis": "2 JAM", "tertulis_menit": 120}


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1 Jam", 60),
        ("1 jam 30 menit", 90),
        ("1,5 jam", 90),
        ("2 hari kerja", 900),
        ("15 (lima belas) menit", 15),
        ("secepatnya", None),
        ("3 atau 4 jam", None),
    ],
)
def test_time_as_people_write_it(text: str, minutes: int | None) -> None:
    assert minutes_of(text) == minutes


def book(*rows: list[Any]) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


HEAD = ["No", "Kegiatan", "Staf", "Kepala", "Kelengkapan", "Waktu", "Output"]


def test_what_is_not_understood_is_named_by_cell() -> None:
    raw = book(
        HEAD,
        [1, "Menyusun naskah", "x", "", "Bahan", "1 jam", "Konsep"],
        [2, "Memeriksa", "", "", "Konsep", "segera", "Naskah"],
        [4, "Menayangkan", "x", "x", "Naskah", "1 jam", "Berita"],
    )
    draft = read_table(raw, "sop.xlsx")
    places = {(fault.langkah, fault.lokasi) for fault in draft.faults[1:]}
    assert places == {
        (2, "Sheet!C3"),
        (2, "Sheet!F3"),
        (3, "Sheet!A4"),
        (3, "Sheet!C4"),
    }
    assert draft.data["langkah"][1]["pelaksana"] == []


def test_lanes_without_marks_are_read_from_the_words() -> None:
    raw = book(HEAD, [1, "Kepala memeriksa naskah", "", "", "-", "1 jam", "-"])
    (step,) = read_table(raw, "sop.xlsx").data["langkah"]
    assert (step["pelaksana"], step["pelaksana_sumber"]) == (["Kepala"], "teks")


def test_shapes_in_cells_are_symbols() -> None:
    paper = docx.Document(io.BytesIO(word_file(seed("004").dokumen)))
    table = paper.tables[-1]
    for row in table.rows[2:]:
        for cell in row.cells[2:5]:
            if cell.text == "mulai":
                cell.text = ""
                cell.paragraphs[0].add_run()._r.append(docx.oxml.OxmlElement("w:pict"))
    out = io.BytesIO()
    paper.save(out)
    steps = read_table(out.getvalue(), "sop.docx").data["langkah"]
    lanes = list(seed("004").dokumen.pelaksana)
    assert [step["pelaksana"] for step in steps] == [[lane] for lane in lanes]


def altered(raw: bytes, **parts: bytes) -> bytes:
    """``raw`` with further or other parts; ``__`` in a name stands for ``/``."""
    out = io.BytesIO()
    new = {
        name.replace("__", "/").replace("_xml", ".xml"): d for name, d in parts.items()
    }
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for entry in old.infolist():
            if entry.filename not in new:
                made.writestr(entry, old.read(entry))
        for name, data in new.items():
            made.writestr(name, data)
    return out.getvalue()


def spoilt(method: int) -> bytes:
    """A sound directory over a part, packed by ``method``, that cannot be unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        made.writestr("xl/workbook.xml", b"<a>isi</a>" * 500)
    raw = bytearray(out.getvalue())
    begin = 30 + len("xl/workbook.xml")
    raw[begin : begin + 40] = bytes(byte ^ 0xFF for byte in raw[begin : begin + 40])
    return bytes(raw)


BOMB = (
    b'<worksheet><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
)
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "text": (lambda: b"No;Kegiatan", "bukan dokumen Word"),
    "old word": (lambda: b"\xd0\xcf\x11\xe0" + b"x" * 99, "dokumen lama"),
    "large": (lambda: b"PK\x03\x04" + b"x" * 5_000_001, "paling banyak 5 MB"),
    "broken": (lambda: b"PK\x03\x04" + b"x" * 99, "rusak"),
    "other zip": (lambda: altered(book(HEAD), xl__workbook_xml=b"")[:-30], "rusak"),
    "broken within": (lambda: spoilt(zipfile.ZIP_DEFLATED), "rusak"),
    "broken within, bzip2": (lambda: spoilt(zipfile.ZIP_BZIP2), "rusak"),
    "broken within, LZMA": (lambda: spoilt(zipfile.ZIP_LZMA), "rusak"),
    "macro": (lambda: altered(book(HEAD), xl__vbaProject=b"x"), "makro"),
    "entity": (
        lambda: altered(book(HEAD), xl__x_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'),
        "entitas",
    ),
    "entity in UTF-16": (
        lambda: altered(book(HEAD), xl__x_xml="<!DOCTYPE a>".encode("utf-16")),
        "entitas",
    ),
    "zip bomb": (
        lambda: altered(book(HEAD), xl__x_xml=b" " * 9_000_000),
        "terlalu besar",
    ),
    "merged bomb": (lambda: altered(book(HEAD), xl__x_xml=BOMB), "terlalu besar"),
    "many cells": (
        lambda: altered(book(HEAD), xl__x_xml=b"<a>" + b"<c/>" * 30_001 + b"</a>"),
        "terlalu besar",
    ),
    "merged bomb, written otherwise": (
        lambda: altered(book(HEAD), xl__x_xml=BOMB.replace(b"ref=", b"ref = ")),
        "terlalu besar",
    ),
    "a link over the whole sheet": (
        lambda: altered(
            book(HEAD), xl__x_xml=BOMB.replace(b"mergeCell ", b"hyperlink ")
        ),
        "terlalu besar",
    ),
    "cells in a part of another name": (
        lambda: altered(book(HEAD), xl__x=b"<a>" + b"<c/>" * 30_001 + b"</a>"),
        "terlalu besar",
    ),
    "entity in a part of another name": (
        lambda: altered(book(HEAD), xl__x=b"<!DOCTYPE a><a/>"),
        "entitas",
    ),
    "nested": (
        lambda: altered(book(HEAD), xl__x_xml=b"<p>" * 201 + b"</p>" * 201),
        "terlalu dalam",
    ),
    "far cell": (lambda: book(*[[]] * 1_500, HEAD), "terlalu besar"),
    "no table": (lambda: book(["Judul"]), "tidak ada tabel langkah"),
    "no steps": (lambda: book(HEAD), "tabel langkah kosong"),
}


@pytest.mark.parametrize(
    ("text", "adds_up"),
    [
        ("jumlah seluruh waktu 2 jam", True),
        ("total 2 jam", True),
        ("waktu untuk jumlah berkas", False),
        ("menjumlah waktu", False),
    ],
)
def test_the_row_that_adds_up_the_time(text: str, *, adds_up: bool) -> None:
    assert is_total(text) is adds_up


@pytest.mark.parametrize("case", sorted(HOSTILE))
def test_a_hostile_file_is_refused_in_one_clear_sentence(case: str) -> None:
    make, words = HOSTILE[case]
    with pytest.raises(DocumentFaults, match=words):
        read_table(make(), "sop.xlsx")
