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


class Rendition(Schema):
    url: str
    lebar: int
    tinggi: int


class Gambar(Schema):
    """An image; ``renditions`` by size: kecil, sedang, besar."""

    id: int
    alt: str
    lebar: int
    tinggi: int
    renditions: dict[str, Rendition]


class Dokumen(Schema):
    """A file; ``ukuran`` in bytes, ``sha1`` of its contents."""

    id: int
    judul: str
    nama_berkas: str
    jenis: str
    ukuran: int | None
    sha1: str
    url: str


class Blok(Schema):
    type: str
    value: Any


class Isi(Schema):
    html: str
    blocks: list[Blok]
