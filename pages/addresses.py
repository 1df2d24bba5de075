"""Absolute addresses: pages stand on the public site, files on this server.

Feeds and sitemaps are read far away from either, so nothing in them is relative.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from django.conf import settings
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from wagtail.models import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

# What lies in rows names these two instead of the servers, which may move.
SITE = "http://situs.invalid"
SERVER = "http://server.invalid"

POINTING = re.compile(r"<(?:a|img|source)\b")


def site_base(url_path: str, public: str = "") -> str:
    """The public site, without a slash at its end, of the page at ``url_path``.

    Where Wagtail knows several sites, each of a host of its own says its address
    itself; every other one is ``public``, else ``PUBLIC_SITE_URL``. No query once
    Wagtail's list of sites is cached.
    """
    roots = Site.get_site_root_paths()
    own = next((root for root in roots if url_path.startswith(root.root_path)), None)
    if own and len(roots) > 1 and has_own_host(own.root_url):
        return str(own.root_url).rstrip("/")
    return str(public or settings.PUBLIC_SITE_URL).rstrip("/")


def has_own_host(url: str) -> bool:
    """Whether somebody named the site: not Wagtail's default, not this server."""
    here = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    return urlsplit(url).hostname not in {"localhost", here}


def here(path: str, server: str = "") -> str:
    """The absolute address of ``path`` (or a URL) on this server, in ASCII."""
    return str(iri_to_uri(urljoin(server or settings.WAGTAILAPI_BASE_URL, path)))


def kept_here(path: str) -> str:
    """:func:`here` for what lies in a row; :func:`filled_in` when it is read."""
    return here(path, SERVER)


def filled_in(body: bytes) -> bytes:
    """A body from rows, with where the site and this server stand today."""
    for name, url in (
        (SITE, settings.PUBLIC_SITE_URL),
        (SERVER, settings.WAGTAILAPI_BASE_URL),
    ):
        origin = urljoin(url, "/").rstrip("/")
        body = body.replace(name.encode(), str(iri_to_uri(origin)).encode())
    return body


def there(path: str, base: str) -> str:
    """The absolute address of ``path`` (or a URL) on the site ``base``, in ASCII."""
    return str(iri_to_uri(urljoin(f"{base}/", path)))


def absolute_html(html: str, base: str) -> str:
    """``html`` for a row, with every relative link and picture made absolute."""
    if not POINTING.search(html):
        return html
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(("a", "img", "source")):
        for name in {"href", "src"} & tag.attrs.keys():
            url = str(tag[name])
            tag[name] = kept_here(url) if is_file(url) else there(url, base)
        if "srcset" in tag.attrs:
            tag["srcset"] = ", ".join(absolute_candidates(str(tag["srcset"])))
    return str(soup)


def absolute_candidates(srcset: str) -> Iterator[str]:
    """The pictures of a ``srcset``, each with its width."""
    for candidate in srcset.split(", "):
        url, _, width = candidate.partition(" ")
        yield f"{kept_here(url)} {width}".strip()


def is_file(url: str) -> bool:
    """Whether a relative ``url`` is of this server; paths of pages end in a slash."""
    documents = reverse("wagtaildocs_serve", args=[0, "x"]).removesuffix("0/x")
    return url.startswith((settings.MEDIA_URL, documents)) and not url.endswith("/")
