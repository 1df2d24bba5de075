"""How bodies are packed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import zstandard

from pages.reading.packing import pack, unpack


def test_what_was_packed_comes_back() -> None:
    for body in (b"", b"{}", "é".encode() * 5_000):
        assert unpack(pack(body)) == body


def test_it_is_what_http_calls_zstd() -> None:
    body = b"Selamat datang. " * 100
    assert zstandard.ZstdDecompressor().decompress(pack(body)) == body
    assert len(pack(body)) < len(body) / 10


def test_many_threads_at_once() -> None:
    bodies = [f"{number} ".encode() * 3_000 for number in range(64)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(unpack, pool.map(pack, bodies))) == bodies
