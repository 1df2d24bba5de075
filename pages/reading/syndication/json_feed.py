"""JSON Feed 1.1 (jsonfeed.org): an article, and the whole feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pages.reading.syndication.head import LANGUAGE
from pages.reading.text import compact
from pages.text import legal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pages.reading.syndication.article import Article
    from pages.reading.syndication.head import Head

VERSION = "https://jsonfeed.org/version/1.1"
CONTENT_TYPE = "application/feed+json; charset=utf-8"


def json_item(article: Article) -> bytes:
    """``article`` as one item; what it does not have is left out."""
    item = {
        "id": article.id,
        "url": article.url,
        "title": article.judul,
        "summary": article.ringkasan,
        "image": article.gambar and article.gambar["url"],
        "date_published": article.published.isoformat(),
        "date_modified": article.updated.isoformat(),
        "authors": [{"name": article.penulis}],
        "tags": article.topics,
        "language": LANGUAGE,
        "attachments": [attachment(file) for file in article.files],
    }
    given = {name: value for name, value in item.items() if value}
    return compact({"content_html": article.html} | given)


def attachment(file: dict[str, Any]) -> dict[str, Any]:
    size = {"size_in_bytes": file["ukuran"]} if file["ukuran"] else {}
    return {
        "url": file["url"],
        "mime_type": file["jenis"],
        "title": legal(file["judul"]),
        **size,
    }


def json_feed(head: Head, items: Iterable[bytes]) -> bytes:
    """JSON Feed pages forward only, by ``next_url``."""
    values = {
        "version": VERSION,
        "title": legal(head.judul),
        "description": legal(head.description),
        "home_page_url": head.home,
        "feed_url": head.url,
        "language": LANGUAGE,
    }
    if following := head.pages.get("next"):
        values["next_url"] = following
    return compact(values)[:-1] + b',"items":[' + b",".join(items) + b"]}"
