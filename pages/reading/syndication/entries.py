"""What a page brings to feeds and sitemaps, made when the page is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pages import addresses
from pages.models import ReadBody, ReadRow
from pages.reading.packing import pack
from pages.reading.syndication.article import Article, local
from pages.reading.syndication.formats import FORMATS
from pages.reading.syndication.sitemap import image_urls, url_entry

if TYPE_CHECKING:
    from collections.abc import Iterator


def entries_of(row: ReadRow, detail: dict[str, Any]) -> dict[str, bytes]:
    """Fragments by ``ReadBody.bentuk``: a ``<url>``, and of news an item of each feed.

    None names a server that may move: see :func:`pages.addresses.filled_in`.
    ``detail`` is the page as the API gives it. ``row.page`` is read: hand the page
    over with the row, or it costs a query.
    """
    base = addresses.site_base(row.page.url_path, addresses.SITE)
    entries = {ReadBody.Bentuk.SITEMAP.value: sitemap_entry(row, detail, base)}
    if row.jenis == ReadRow.Jenis.BERITA:
        entries.update(feed_entries(Article.of(row, detail, base)))
    return entries


def feed_entries(article: Article) -> Iterator[tuple[str, bytes]]:
    for kind in FORMATS.values():
        yield kind.bentuk, pack(kind.one(article))


def sitemap_entry(row: ReadRow, detail: dict[str, Any], base: str) -> bytes:
    modified = row.diperbarui_pada or row.terbit_pada
    return url_entry(
        addresses.there(row.path, base),
        local(modified),
        map(addresses.kept_here, image_urls(detail)),
    )
