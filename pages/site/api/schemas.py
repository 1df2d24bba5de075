"""Shapes that several answers share."""

from __future__ import annotations

from typing import Any

from ninja import Schema
from wagtail.api.v3.errors import ProblemDetail

# Every error of these endpoints is an RFC 7807 body.
LIST_ERRORS = {400: ProblemDetail, 422: ProblemDetail}
DETAIL_ERRORS = {400: ProblemDetail, 404: ProblemDetail, 422: ProblemDetail}


class InstansiRef(Schema):
    id: int
    nama: str
    slug: str


class KategoriRef(Schema):
    nama: str
    slug: str


class Remah(Schema):
    """One step of the way from the site's home to a page."""

    judul: str
    url: str


class Rendition(Schema):
    url: str
    lebar: int
    tinggi: int


class Fokus(Schema):
    """Where to look: parts of the width and the height, from the upper left."""

    x: float
    y: float


class Sumber(Schema):
    """One format: ``srcset`` by width, and ``kartu``, cropped to 3:2 at the focus."""

    jenis: str
    srcset: str
    kartu: str


class Gambar(Schema):
    """An image; ``renditions`` by size: kecil, sedang, besar, kartu.

    ``sumber`` holds all of them in AVIF, WebP and last the image's own kind, as
    ``<source>`` elements want them. Both are empty where the file is lost.
    """

    id: int
    alt: str
    lebar: int
    tinggi: int
    fokus: Fokus | None
    renditions: dict[str, Rendition]
    sumber: list[Sumber]


class Dokumen(Schema):
    """A file; ``jenis`` is its MIME type, ``ukuran`` in bytes, checksums in hex."""

    id: int
    judul: str
    nama_berkas: str
    jenis: str
    ukuran: int | None
    sha1: str
    sha256: str
    url: str


class Blok(Schema):
    type: str
    value: Any


class Isi(Schema):
    html: str
    blocks: list[Blok]
