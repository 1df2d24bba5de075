"""What a web server is asked, and what falls through it to the application."""

from __future__ import annotations

import http.client
from typing import NamedTuple
from urllib.parse import urlsplit

LIST = "/api/v3/berita/"
FALLS_THROUGH = [
    f"{LIST}?q=loket",
    f"{LIST}?limit=7",
    f"{LIST}?offset=",
    f"{LIST}?offset=0&offset=20",
    f"{LIST}?offset=20&",
    f"{LIST}?tidak_dikenal=1",
    f"{LIST}?instansi=../../rahasia",
    f"{LIST}?instansi=%2e%2e%2frahasia",
    f"{LIST}?OFFSET=20",
    f"{LIST}?halaman=2",
    f"{LIST}index.json",
    f"{LIST}999999/",
    f"{LIST}007/",
    "/api/v3/openapi.json?x=1",
    "/api/v3/dip/?limit=20",
    "/umpan/berita.rss?halaman=99",
    "/kueri/api/v3/berita/index,offset=20.json",
    "/sitemap-berita.xml",
    "/galat/404.json",
    "/robots.txt.gz",
]


class Got(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes


def ask(url: str, path: str, method: str = "GET", body: bytes = b"", **headers) -> Got:
    """One request exactly as written: no library mends the path."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, path, body or None, named)
        answer = connection.getresponse()
        return Got(answer.status, answer.headers, answer.read())
    finally:
        connection.close()
