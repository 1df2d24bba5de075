"""Feeds and sitemaps as their readers take them: valid, or the test fails."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import feedparser
import jsonschema
from lxml import etree

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

FOLDER = Path(__file__).parent / "schemas"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}


@cache
def xml_schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(FOLDER / name))


def fetch(client: Client, url: str, content_type: str) -> HttpResponse:
    """``url``, with the status and the type that are right."""
    answer = client.get(url)
    assert answer.status_code == 200, answer.content
    assert answer.headers["Content-Type"] == f"{content_type}; charset=utf-8"
    return answer


def read_xml(client: Client, url: str) -> Any:
    """An RSS or Atom feed, as feedparser sees it."""
    kind = "rss" if ".rss" in url else "atom"
    answer = fetch(client, url, f"application/{kind}+xml")
    etree.fromstring(answer.content)
    feed = feedparser.parse(answer.content, sanitize_html=False)
    assert not feed.bozo, feed.bozo_exception
    return feed


def read_json(client: Client, url: str) -> dict[str, Any]:
    """A JSON Feed that keeps to the specification."""
    answer = fetch(client, url, "application/feed+json")
    feed: dict[str, Any] = json.loads(answer.content)
    schema = json.loads((FOLDER / "jsonfeed-1.1.json").read_text())
    jsonschema.validate(feed, schema)
    return feed


def read_sitemap(client: Client, url: str) -> Any:
    """A sitemap or its index, valid by its schema."""
    answer = fetch(client, url, "application/xml")
    root = etree.fromstring(answer.content)
    is_index = etree.QName(root).localname == "sitemapindex"
    xml_schema("siteindex.xsd" if is_index else "urlset.xsd").assertValid(root)
    return root


def texts(root: Any, path: str) -> list[str]:
    """The text of every element at ``path``."""
    return [str(found.text) for found in root.iterfind(path, NAMES)]
