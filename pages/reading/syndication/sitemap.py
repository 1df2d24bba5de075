"""Sitemaps as sitemaps.org 0.9 has them, with Google's images and news.

A page stays in the file that its id puts it in, so a file changes only when one of
its own pages does, and none has more than :data:`SIZE` addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from pages.reading.syndication.head import LANGUAGE
from pages.text import legal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

SIZE = 10_000
MAX_IMAGES = 1_000  # of one page
CONTENT_TYPE = "application/xml; charset=utf-8"

_ns = "http://www.sitemaps.org/schemas/sitemap/0.9"
_google = "http://www.google.com/schemas"
XML = b'<?xml version="1.0" encoding="UTF-8"?>\n'
INDEX = f'<sitemapindex xmlns="{_ns}">'.encode(), b"</sitemapindex>"
URLSET = (
    f'<urlset xmlns="{_ns}" xmlns:image="{_google}/sitemap-image/1.1"'
    f' xmlns:news="{_google}/sitemap-news/0.9">'.encode(),
    b"</urlset>",
)
END = b"</url>"


def document(root: tuple[bytes, bytes], parts: Iterable[bytes]) -> bytes:
    """A whole file of ``parts`` within ``root``."""
    start, end = root
    return b"".join((XML, start, *parts, end))


def url_entry(url: str, modified: dt.datetime | None, images: Iterable[str]) -> bytes:
    """One ``<url>`` with its pictures."""
    pictures = (element("image:image", leaf("image:loc", image)) for image in images)
    return element("url", *place(url, modified), *pictures).encode()


def file_entry(url: str, modified: dt.datetime | None) -> bytes:
    """One ``<sitemap>`` of the index."""
    return element("sitemap", *place(url, modified)).encode()


def place(url: str, modified: dt.datetime | None) -> Iterator[str]:
    yield leaf("loc", url)
    if modified:
        yield leaf("lastmod", modified.isoformat(timespec="seconds"))


def as_news(entry: bytes, *, penerbit: str, judul: str, at: dt.datetime) -> bytes:
    """A ready ``<url>`` with what Google News asks of an article."""
    publication = leaf("news:name", penerbit) + leaf("news:language", LANGUAGE)
    news = element(
        "news:news",
        element("news:publication", publication),
        leaf("news:publication_date", at.isoformat(timespec="seconds")),
        leaf("news:title", judul),
    )
    return entry.removesuffix(END) + news.encode() + END


def element(name: str, *inner: str) -> str:
    return f"<{name}>{''.join(inner)}</{name}>"


def leaf(name: str, text: str) -> str:
    return element(name, escape(legal(text)))


def image_urls(shown: Any) -> list[str]:
    """Pictures anywhere in a detail, in their middle size, each once, in order."""
    return list(dict.fromkeys(walk(shown)))[:MAX_IMAGES]


def walk(shown: Any) -> Iterator[str]:
    if isinstance(shown, dict):
        if "renditions" in shown:
            if size := shown["renditions"].get("sedang"):
                yield size["url"]
            return
        shown = list(shown.values())
    if isinstance(shown, list):
        for part in shown:
            yield from walk(part)
