"""From an office's .docx or .xlsx to a draft, and what must be checked in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from reviews.sop.faults import Fault, capped, one_line
from reviews.sop.tables.archive import Archive
from reviews.sop.tables.excel import read_excel
from reviews.sop.tables.header import find_header
from reviews.sop.tables.identity import read_identity
from reviews.sop.tables.steps import StepReader
from reviews.sop.tables.time import minutes_of
from reviews.sop.tables.word import read_word

GUESSED = (
    "jenis dan objek setiap langkah diusulkan dari uraiannya, karena tabel tidak "
    "memuatnya; periksa satu per satu"
)


@dataclass(frozen=True)
class TableDraft:
    """``data`` has the keys of an SOP document; ``faults`` say what to check."""

    data: dict[str, Any]
    faults: list[Fault]


def read_table(raw: bytes, name: str) -> TableDraft:
    """The SOP in ``raw``, as far as its table holds it.

    Raises :class:`~reviews.sop.faults.DocumentFaults` for files that cannot be used:
    too large, with macros, of another kind, without a table of steps.
    """
    name = one_line(name)[:120]
    archive = Archive(raw, name)
    grids, lines = read_word(archive) if archive.is_word else read_excel(archive)
    header = find_header(grids)
    if header is None:
        raise archive.refusal(
            "tidak ada tabel langkah; diharapkan tabel berkepala No, Kegiatan, "
            "Pelaksana, dan Mutu Baku (Kelengkapan, Waktu, Output)"
        )
    reader = StepReader(header, grids, name)
    steps = reader.read()
    if not steps:
        raise archive.refusal("tabel langkah kosong; diharapkan baris bernomor 1, 2, 3")
    for column in header.asing:
        place = header.grid.place(header.first_row - 1, column)
        reader.fault(place, "kolom ini tidak dikenal dan tidak dibaca")
    data = read_identity(grids, lines, header)
    data.setdefault("nama", name.rsplit(".", 1)[0].strip() or "SOP")
    data["id"] = slugify(data["nama"])[:100].strip("-_") or "sop"
    data["pelaksana"] = [lane for lane, _ in header.lajur]
    data["langkah"] = steps
    if reader.total:
        data["total_waktu"] = {
            "tertulis": reader.total,
            "tertulis_menit": minutes_of(reader.total),
        }
    faults = [Fault(name, None, "", GUESSED), *reader.faults]
    return TableDraft(data, capped(faults))
