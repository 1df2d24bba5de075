"""RSS 2.0 and Atom (RFC 4287): an article in each, and the whole feed.

A feed is Django's own, written without items; the ready ones are put in where they
belong. Paging is RFC 5005's.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from pages.reading.syndication.head import LANGUAGE
from pages.text import legal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from pages.reading.syndication.article import Article
    from pages.reading.syndication.head import Head

MEDIA = "http://search.yahoo.com/mrss/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"


class Rss(Rss201rev2Feed):
    """RSS with the whole text, pictures and paging."""

    end = b"</channel>"

    def rss_attributes(self) -> dict[str, str]:
        extra = {"xmlns:content": CONTENT, "xmlns:media": MEDIA}
        return super().rss_attributes() | extra

    def latest_post_date(self) -> dt.datetime:
        return self.feed["updated"]

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for rel, url in self.feed["pages"].items():
            handler.addQuickElement("atom:link", None, {"rel": rel, "href": url})

    def add_item_elements(
        self, handler: SimplerXMLGenerator, item: dict[str, Any]
    ) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["html"])
        add_picture(handler, item["gambar"])


class Atom(Atom1Feed):
    """Atom with the whole text, pictures and paging."""

    end = b"</feed>"

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xmlns:media": MEDIA}

    def latest_post_date(self) -> dt.datetime:
        return self.feed["updated"]

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for rel, url in self.feed["pages"].items():
            handler.addQuickElement("link", None, {"rel": rel, "href": url})

    def add_item_elements(
        self, handler: SimplerXMLGenerator, item: dict[str, Any]
    ) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["html"], {"type": "html"})
        add_picture(handler, item["gambar"])


def add_picture(handler: SimplerXMLGenerator, gambar: dict[str, Any] | None) -> None:
    """The article's picture, as Media RSS has it."""
    if gambar:
        size = {"width": str(gambar["lebar"]), "height": str(gambar["tinggi"])}
        attributes = {"url": gambar["url"], "medium": "image", **size}
        handler.addQuickElement("media:content", None, attributes)


def rss_item(article: Article) -> bytes:
    """RSS knows one enclosure an item: the first file."""
    return entry(Rss, article, files=article.files[:1])


def atom_entry(article: Article) -> bytes:
    return entry(Atom, article, files=article.files)


def entry(
    kind: type[Rss | Atom], article: Article, files: list[dict[str, Any]]
) -> bytes:
    """``article`` as one item of a feed of ``kind``."""
    feed = kind(title="", link="", description="")
    feed.add_item(
        title=article.judul,
        link=article.url,
        description=escape(article.ringkasan),
        author_name=article.penulis,
        pubdate=article.published,
        updateddate=article.updated,
        unique_id=article.id,
        unique_id_is_permalink=False,
        categories=article.topics,
        enclosures=[
            Enclosure(file["url"], str(file["ukuran"] or 0), file["jenis"])
            for file in files
        ],
        html=article.html,
        gambar=article.gambar,
    )
    out = StringIO()
    feed.write_items(SimplerXMLGenerator(out, "utf-8", short_empty_elements=True))
    return out.getvalue().encode()


def rss_feed(head: Head, items: Iterable[bytes]) -> bytes:
    return xml_feed(Rss, head, items)


def atom_feed(head: Head, items: Iterable[bytes]) -> bytes:
    return xml_feed(Atom, head, items)


def xml_feed(kind: type[Rss | Atom], head: Head, items: Iterable[bytes]) -> bytes:
    """The whole feed, with ``items`` as they lie ready."""
    feed = kind(
        title=legal(head.judul),
        link=head.home,
        description=legal(head.description),
        language=LANGUAGE,
        feed_url=head.url,
        feed_guid=head.pages.get("first", head.url),
        updated=head.updated,
        pages=head.pages,
    )
    shell = feed.writeString("utf-8").encode()
    end = shell.rindex(kind.end)
    return b"".join((shell[:end], *items, shell[end:]))
