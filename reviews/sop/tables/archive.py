"""A Word or Excel file somebody sent, opened without trusting it.

Both are ZIP archives of XML. What could grow in memory, run, or reach elsewhere is
refused before any reader of such files sees it.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate

from reviews.sop.faults import DocumentFaults, Fault

MAX_FILE: Final = 5_000_000
MAX_PART: Final = 8_000_000
MAX_TOTAL: Final = 60_000_000
MAX_PARTS: Final = 2_000
MAX_CELLS: Final = 30_000
MAX_MERGED: Final = 60_000
MAX_DEPTH: Final = 200
WORD: Final = "word/document.xml"
EXCEL: Final = "xl/workbook.xml"
OLE: Final = b"\xd0\xcf\x11\xe0"
ENTITIES: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
COUNTED: Final = frozenset({"c", "tc", "row", "tr"})
RANGES: Final = frozenset({"mergeCell", "hyperlink"})
"""What openpyxl makes cells of, one for each place that the range covers."""
RANGE: Final = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", re.IGNORECASE)
ENTITY: Final = "berkas memuat entitas XML, yang tidak diizinkan"
NOT_OPEN: Final = (
    "berkas rusak atau bukan dokumen Word/Excel; simpan ulang lalu coba lagi"
)


class Archive:
    """The checked parts of a .docx or .xlsx file."""

    def __init__(self, raw: bytes, name: str) -> None:
        self.raw = raw
        self.name = name
        self.check_head()
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(raw))
            self.check_parts()
        except DocumentFaults:
            raise
        except Exception as error:  # a broken ZIP makes its reader raise anything
            raise self.refusal(NOT_OPEN) from error

    @property
    def is_word(self) -> bool:
        return WORD in self.zip.namelist()

    def refusal(self, pesan: str) -> DocumentFaults:
        return DocumentFaults([Fault(self.name, None, "", pesan)])

    def check_head(self) -> None:
        if len(self.raw) > MAX_FILE:
            raise self.refusal("berkas terlalu besar; diharapkan paling banyak 5 MB")
        if self.raw.startswith(OLE):
            raise self.refusal(
                "ini dokumen lama (.doc, .xls) atau berkata sandi; simpan sebagai "
                ".docx atau .xlsx tanpa kata sandi"
            )
        if not self.raw.startswith(b"PK\x03\x04"):
            raise self.refusal("bukan dokumen Word (.docx) atau Excel (.xlsx)")

    def check_parts(self) -> None:
        entries = self.zip.infolist()
        names = {entry.filename for entry in entries}
        if WORD not in names and EXCEL not in names:
            raise self.refusal("bukan dokumen Word (.docx) atau Excel (.xlsx)")
        if any("vbaproject" in name.lower() for name in names):
            raise self.refusal(
                "berkas memuat makro; simpan sebagai dokumen tanpa makro"
            )
        total = sum(entry.file_size for entry in entries)
        if len(entries) > MAX_PARTS or total > MAX_TOTAL:
            raise self.refusal("isi berkas terlalu besar setelah dibuka")
        for name in sorted(names):
            # By content, not by name: the readers go by the file's own relations.
            self.check_xml(self.part(name))

    def part(self, name: str) -> bytes:
        """One part, read no further than is allowed whatever its entry claims."""
        with self.zip.open(name) as stream:
            data = stream.read(MAX_PART + 1)
        if len(data) > MAX_PART:
            raise self.refusal("isi berkas terlalu besar setelah dibuka")
        return data

    def check_xml(self, data: bytes) -> None:
        if ENTITIES.search(data.replace(b"\x00", b"")):  # UTF-16 hides nothing
            raise self.refusal(ENTITY)
        try:
            Measure(self).read(data)
        except ExpatError:
            return  # a picture, or broken: then the readers stop at the same place


class Measure:
    """Counts what the readers would build of one part, as a parser sees it."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.depth = self.cells = self.covered = 0

    def read(self, data: bytes) -> None:
        parser = ParserCreate()
        parser.StartElementHandler = self.begin
        parser.EndElementHandler = self.end
        parser.StartDoctypeDeclHandler = self.doctype
        parser.Parse(data, True)

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self.depth += 1
        self.cells += name in COUNTED
        if name in RANGES:
            self.covered += area(attributes.get("ref", ""))
        if self.depth > MAX_DEPTH:
            raise self.archive.refusal("isi berkas bertingkat terlalu dalam")
        if self.cells > MAX_CELLS or self.covered > MAX_MERGED:
            raise self.archive.refusal(
                f"tabel terlalu besar; diharapkan paling banyak {MAX_CELLS} sel"
            )

    def end(self, tag: str) -> None:
        self.depth -= 1

    def doctype(self, *declared: object) -> None:
        raise self.archive.refusal(ENTITY)


def area(ref: str) -> int:
    """How many cells a range such as ``A1:C3`` covers."""
    found = RANGE.fullmatch(ref.strip().replace("$", ""))
    if not found:
        return MAX_MERGED + 1 if ":" in ref else 1  # whole columns or rows
    left, top, right, bottom = found.groups()
    width = abs(column_number(right) - column_number(left)) + 1
    return width * (abs(int(bottom[:9]) - int(top[:9])) + 1)


def column_number(letters: str) -> int:
    """``A`` is 1, ``AA`` is 27."""
    number = 0
    for letter in letters[:6].upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """1 is ``A``, 27 is ``AA``."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
