"""One answer in memory, in every coding that somebody asked for."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import brotli
import zstandard
from django.utils.http import http_date, parse_etags, parse_http_date_safe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Header = tuple[str, str]

IDENTITY = "identity"
LONGEST = 200  # characters of a header that is looked at
MIN_BYTES = 512  # below, compression saves less than its header costs
# Made once for each answer in memory, so quick rather than small; details lie in
# their rows in the best compression.
QUICK: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "zstd": lambda body: zstandard.ZstdCompressor(level=3).compress(body),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}
PLAIN: tuple[str, ...] = (
    "text/",
    "application/json",
    "application/xml",
    "application/rss+xml",
)
PLAIN += ("application/atom+xml", "application/feed+json", "image/svg+xml")


class Ready(NamedTuple):
    """What goes out: header lists and body, as WSGI takes them."""

    etag: str
    headers: list[Header]
    headers_304: list[Header]
    body: list[bytes]


@dataclass(slots=True)
class Entry:
    """A 200 as it is sent; ``headers`` are those that do not depend on the coding."""

    body: bytes
    content_type: str
    etag: str
    modified: float
    headers: list[Header]
    encoded: Mapping[str, bytes] = field(default_factory=dict)
    ready: dict[str, Ready] = field(default_factory=dict)

    def in_coding(self, accepted: str) -> Ready:
        """The answer for a caller who sent ``accepted`` as Accept-Encoding."""
        coding = wanted(accepted)
        made = self.ready.get(coding)
        if made is None:
            made = self.ready[coding] = self.make(coding)
        return made

    def make(self, coding: str) -> Ready:
        """Compress once, and write the headers once."""
        if coding == IDENTITY or not self.is_worth_it():
            return self.write(self.body, self.etag, [])
        stored = self.encoded.get(coding)
        body = stored or QUICK[coding](self.body)
        # Another compression gives other bytes: they bear another strong validator.
        etag = f"{self.etag}-{coding}{'' if stored else '-q'}"
        return self.write(body, etag, [("Content-Encoding", coding)])

    def is_worth_it(self) -> bool:
        return len(self.body) >= MIN_BYTES and self.content_type.startswith(PLAIN)

    def write(self, body: bytes, etag: str, extra: list[Header]) -> Ready:
        quoted = f'"{etag}"'
        kept = [
            ("ETag", quoted),
            ("Last-Modified", http_date(self.modified)),
            ("Vary", "Accept-Encoding"),
            *self.headers,
        ]
        full = [
            ("Content-Type", self.content_type),
            ("Content-Length", str(len(body))),
            *extra,
            *kept,
        ]
        return Ready(quoted, full, kept, [body])

    def size(self) -> int:
        """Bytes in memory, roughly; compressed copies are a third at most."""
        return len(self.body) + sum(map(len, self.encoded.values())) + 1500

    def is_known(self, ready: Ready, match: str | None, since: str | None) -> bool:
        """Whether the caller has this answer already (RFC 9110, 13.1)."""
        if match is not None:
            return match == ready.etag or matches(match, ready.etag)
        if since is None:
            return False
        at = parse_http_date_safe(since)
        return at is not None and int(self.modified) <= at


def matches(match: str, etag: str) -> bool:
    """Whether one of the tags in ``match`` is ``etag``, weak or strong."""
    tags = parse_etags(match)
    return "*" in tags or etag in {tag.removeprefix("W/") for tag in tags}


def wanted(accepted: str) -> str:
    """The coding for an Accept-Encoding; no memory is spent on an endless one."""
    if not accepted or len(accepted) > LONGEST:
        return IDENTITY
    return coding_of(accepted)


@lru_cache(maxsize=512)
def coding_of(accepted: str) -> str:
    """The coding to answer with: of the welcome ones, the one that saves most."""
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, parameter = part.partition(";")
        weights[name.strip()] = weight(parameter)
    for coding in QUICK:
        if weights.get(coding, weights.get("*", 0)) > 0:
            return coding
    return IDENTITY


def weight(parameter: str) -> float:
    """The ``q`` of one entry: 1 without, 0 where it cannot be read."""
    name, _, value = parameter.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
