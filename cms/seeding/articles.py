"""Article number n: always the same text, whatever is seeded before or after it."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from cms.seeding import words

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADINGS = {
    "pengumuman": "Pengumuman",
    "kegiatan": "Kegiatan",
    "layanan-publik": "Layanan publik",
    "pembangunan": "Pembangunan",
    "pendidikan": "Pendidikan",
    "kesehatan": "Kesehatan",
    "siaran-pers": "Siaran pers",
    "kepegawaian": "Kepegawaian",
}
TAGS = (
    "anggaran", "arsip", "banjir", "beasiswa", "digital", "gotong royong", "inovasi",
    "ketahanan pangan", "lingkungan", "lowongan", "musrenbang", "pajak daerah",
    "pelatihan", "perizinan", "posyandu", "seleksi CASN", "transparansi", "UMKM",
    "vaksinasi", "wisata",
)  # fmt: skip
AUTHORS = ("Humas", "Bidang Informasi Publik", "Bidang Layanan", "Sekretariat", "PPID")
NEWEST = datetime.date(2025, 12, 31)
YEARS = 10
WIB = datetime.timezone(datetime.timedelta(hours=7))


@dataclass(frozen=True)
class Article:
    """What a page of this number says."""

    number: int
    judul: str
    kategori: str  # slug
    tags: tuple[str, ...]
    ringkasan: str
    isi: str  # a stream's JSON
    penulis: str
    tanggal: datetime.date
    published_at: datetime.datetime
    key: UUID

    @property
    def slug(self) -> str:
        return slug_of(self.number)


def slug_of(number: int) -> str:
    return f"berita-uji-{number:07}"


def article(number: int) -> Article:
    """Article ``number`` (from 1)."""
    rng = Random(number)  # noqa: S311  (the same on every machine, and no secret)
    tanggal = NEWEST - datetime.timedelta(days=rng.randrange(365 * YEARS))
    minute = datetime.timedelta(minutes=rng.randrange(7 * 60, 17 * 60))
    midnight = datetime.datetime.combine(tanggal, datetime.time(), WIB)
    return Article(
        number=number,
        judul=sentence(rng, rng.randint(6, 10), stop=""),
        kategori=rng.choice(tuple(HEADINGS)),
        tags=tuple(rng.sample(TAGS, rng.randint(1, 3))),
        ringkasan=cut(sentence(rng, 24), 120),
        isi=json.dumps(list(blocks(rng)), ensure_ascii=False),
        penulis=rng.choice(AUTHORS),
        tanggal=tanggal,
        published_at=midnight + minute,
        key=uuid(rng),
    )


def blocks(rng: Random) -> Iterator[dict[str, str]]:
    """About 2 KB of rich text in three blocks."""
    opening = [paragraph(rng, bold=True), paragraph(rng)]
    closing = [paragraph(rng), bullets(rng), paragraph(rng)]
    yield block(rng, "teks", "".join(opening))
    yield block(rng, "subjudul", sentence(rng, 4, stop=""))
    yield block(rng, "teks", "".join(closing))


def block(rng: Random, kind: str, value: str) -> dict[str, str]:
    return {"type": kind, "value": value, "id": str(uuid(rng))}


def paragraph(rng: Random, *, bold: bool = False) -> str:
    body = " ".join(sentence(rng, rng.randint(9, 20)) for _ in range(4))
    if bold:
        first, rest = body.split(" ", 1)
        body = f"<b>{first}</b> {rest}"
    return f'<p data-block-key="{rng.getrandbits(20):05x}">{body}</p>'


def bullets(rng: Random) -> str:
    items = (sentence(rng, 6, stop="") for _ in range(3))
    keyed = (f'<li data-block-key="{rng.getrandbits(20):05x}">{i}</li>' for i in items)
    return f"<ul>{''.join(keyed)}</ul>"


def sentence(rng: Random, count: int, stop: str = ".") -> str:
    return " ".join(words.text(rng, count)).capitalize() + stop


def cut(text: str, length: int) -> str:
    """``text`` to the last whole word within ``length`` characters."""
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"


def uuid(rng: Random) -> UUID:
    return UUID(int=rng.getrandbits(128), version=4)
