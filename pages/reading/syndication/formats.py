"""The ways in which the news is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pages.models import ReadBody
from pages.reading.syndication import json_feed, syndication

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pages.reading.syndication.article import Article
    from pages.reading.syndication.head import Head


@dataclass(frozen=True)
class Format:
    """One format; its items lie ready in ``ReadBody`` under ``bentuk``."""

    bentuk: str
    content_type: str
    one: Callable[[Article], bytes]
    whole: Callable[[Head, Iterable[bytes]], bytes]


# By the extension of the feed's address.
FORMATS = {
    "rss": Format(
        ReadBody.Bentuk.RSS.value,
        syndication.Rss.content_type,
        syndication.rss_item,
        syndication.rss_feed,
    ),
    "atom": Format(
        ReadBody.Bentuk.ATOM.value,
        syndication.Atom.content_type,
        syndication.atom_entry,
        syndication.atom_feed,
    ),
    "json": Format(
        ReadBody.Bentuk.JSON_FEED.value,
        json_feed.CONTENT_TYPE,
        json_feed.json_item,
        json_feed.json_feed,
    ),
}
