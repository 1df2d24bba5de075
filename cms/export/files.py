"""One answer as files: itself, and the same compressed once and for all."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import brotli
import zstandard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cms.export.ask import Reply

PACKED = (".xlsx",)  # compressed by its own format
LARGE = 2**18  # where the last percent would cost seconds
BROKEN = (OSError, EOFError, zlib.error, brotli.error, zstandard.ZstdError)


@dataclass(frozen=True)
class File:
    """The bytes of one file, and what a bucket says of them."""

    name: str
    body: bytes
    content_type: str


@dataclass(frozen=True)
class Coding:
    """A content coding, the ending of its files, and both ways through it."""

    name: str
    ending: str
    encode: Callable[[bytes], bytes]
    decode: Callable[[bytes], bytes]

    def holds(self, packed: bytes | None, body: bytes) -> bool:
        """Whether ``packed`` is a whole file with ``body`` in it."""
        try:
            return packed is not None and self.decode(packed) == body
        except BROKEN:
            return False


def gzipped(body: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0)


def brotlied(body: bytes) -> bytes:
    return brotli.compress(body, quality=11 if len(body) <= LARGE else 5)


def zstandarded(body: bytes) -> bytes:
    level = 19 if len(body) <= LARGE else 9
    return zstandard.ZstdCompressor(level=level).compress(body)


def unzstandarded(packed: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompress(packed)


CODINGS = (
    Coding("gzip", ".gz", gzipped, gzip.decompress),
    Coding("br", ".br", brotlied, brotli.decompress),
    Coding("zstd", ".zst", zstandarded, unzstandarded),
)


def codings_of(name: str) -> tuple[Coding, ...]:
    """The codings in which the file ``name`` is kept beside itself."""
    return () if name.endswith(PACKED) else CODINGS


def files_of(name: str, reply: Reply) -> Iterator[File]:
    """The files of one answer; the plain one last, so that where it is, all are."""
    for coding in codings_of(name):
        body = coding.encode(reply.body)
        yield File(name + coding.ending, body, reply.content_type)
    yield File(name, reply.body, reply.content_type)


def names_of(name: str) -> list[str]:
    """The names of these files; the plain one first, for without it none is served."""
    return [name, *(name + coding.ending for coding in codings_of(name))]


def plain_name(name: str) -> str:
    """The name of the answer that the file ``name`` belongs to."""
    for coding in CODINGS:
        name = name.removesuffix(coding.ending)
    return name
