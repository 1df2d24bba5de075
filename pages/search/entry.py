"""What of a page is searched: its public detail as plain text."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from pages.models import ReadRow

MAX_TEXT = 100_000  # characters of a text that are searched
PAGE_BITS = 32
PAGE = (1 << PAGE_BITS) - 1  # what of a key is the page
FIRST_DATED = 2 << PAGE_BITS  # keys below are of undated pages (``UNDATED`` is day 1)
LAST = 2**63 - 1

# Fields of the details, in the order in which their words are read.
PROSE = ("isi", "alamat", "ppid", "nomor", "kode_skpd", "surel", "telepon")
FACTS = (
    "pejabat_penguasa",
    "penanggung_jawab",
    "tempat_pembuatan",
    "jangka_simpan",
    "periode",
    "penulis",
    "sumber",
)
FILES = ("lampiran", "berkas")
INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "mark", "span", "strong"})


@dataclass(frozen=True)
class SearchEntry:
    """One public page as the index has it."""

    page_id: int
    jenis: str
    instansi_id: int | None
    golongan: str
    tanggal: dt.date
    judul: str
    ringkasan: str
    isi: str

    @property
    def kunci(self) -> int:
        return key_of(self.tanggal, self.page_id)

    @property
    def saring(self) -> str:
        """The words under which filters find the page."""
        chosen = {
            "jenis": self.jenis,
            "instansi": self.instansi_id,
            "golongan": self.golongan,
        }
        return " ".join(filter_word(*item) for item in chosen.items())


def entry_of(row: ReadRow, detail: dict[str, Any]) -> SearchEntry:
    """What is searched of the page with this row and this public detail."""
    texts = (part for part in parts(detail) if part)
    return SearchEntry(
        page_id=row.page_id,
        jenis=row.jenis,
        instansi_id=row.instansi_id,
        golongan=row.golongan,
        tanggal=row.tanggal,
        judul=clean(row.judul),
        ringkasan=clean(detail.get("ringkasan") or ""),
        isi=clean(" ".join(texts)),
    )


def key_of(tanggal: dt.date, page_id: int) -> int:
    """Date and page in one number; a later date is a higher one."""
    return (tanggal.toordinal() << PAGE_BITS) | page_id


def filter_word(name: str, value: object) -> str:
    """A word that stands for ``name=value``; no text holds it by chance."""
    return "x" + blake2b(f"{name}={value}".encode(), digest_size=8).hexdigest()


def parts(detail: dict[str, Any]) -> Iterator[str]:
    """Everything in a detail that a reader may look for."""
    for name in (*PROSE, *FACTS):
        value = detail.get(name)
        yield plain(value["html"]) if isinstance(value, dict) else value or ""
    yield from (detail.get("serta_merta") or {}).values()
    for name in ("kategori", "instansi"):
        yield (detail.get(name) or {}).get("nama", "")
    for name in FILES:
        yield from (file["judul"] for file in detail.get(name) or ())
    yield from detail.get("tag") or ()


def clean(text: str) -> str:
    """``text`` on one line, without what no database stores, not longer than we search."""
    return " ".join(text.replace("\x00", " ").split())[:MAX_TEXT]


def plain(html: str) -> str:
    """The text of ``html``; what stands in two blocks stays two words."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.found)


class Reader(HTMLParser):
    """Collects text; every tag but the inline ones parts words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self.found.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.found.append(" ")

    def handle_data(self, data: str) -> None:
        self.found.append(data)
