"""Anonymous reads before they reach Django.

A GET that bears neither a session nor a token gets an answer that depends on nothing
but its address and the version of the read side. It comes from this worker's memory;
else from the rows; else from Django, whose answer is kept if it may be. Everything
else passes through untouched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import DatabaseError, connection

from cms.front import direct, replies
from cms.front.cache import Cache, SingleFlight
from cms.front.counters import counters
from cms.front.entry import Entry, wanted
from cms.front.from_django import from_django
from cms.front.hosts import is_welcome
from cms.front.limits import Limiter
from cms.front.shared import shared_cache
from pages.reading import state
from pages.reading.answer import etag_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cms.front.cache import Key
    from cms.front.entry import Header
    from pages.reading.answer import Answer

    Environ = dict[str, Any]
    StartResponse = Callable[..., Any]
    Application = Callable[[Environ, StartResponse], Iterable[bytes]]

READ = frozenset({"GET", "HEAD"})
PUBLIC = ("/api/", "/umpan/", "/sitemap", "/robots.txt")
LONGEST = 2500  # characters of an address whose answer is kept
PATIENCE = 10.0  # seconds to wait for an answer that another request is making
OK, NOT_MODIFIED = "200 OK", "304 Not Modified"


class Front:
    """The application that the server calls; ``django`` is the one behind it."""

    def __init__(self, django: Application) -> None:
        self.django = django
        self.cache = Cache(settings.READ_CACHE_BYTES)
        self.shared = shared_cache()
        self.making = SingleFlight()
        self.limiter = Limiter(settings.API_RATE_LIMIT)
        self.session = settings.SESSION_COOKIE_NAME
        self.headers: list[Header] = replies.public_headers()

    def __call__(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if not path.startswith(PUBLIC):
            return self.django(environ, start)
        if environ["REQUEST_METHOD"] in READ and self.is_anonymous(environ):
            return self.read(environ, start)
        if environ["REQUEST_METHOD"] == "OPTIONS":
            return replies.preflight(start)
        return self.limited(environ, start) or self.django(environ, start)

    def is_anonymous(self, environ: Environ) -> bool:
        """Whether nothing in the request says who asks, on a host of ours."""
        return (
            "HTTP_AUTHORIZATION" not in environ
            and self.session not in environ.get("HTTP_COOKIE", "")
            and is_welcome(environ)
        )

    def read(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        """The answer to an anonymous read."""
        try:
            now = state.current(state.MAX_AGE)
        except DatabaseError:
            connection.close()
            return replies.unavailable(start)
        if now.pending:
            return self.without_memory(environ, start)
        key = (environ["PATH_INFO"], environ["QUERY_STRING"], environ["HTTP_HOST"])
        entry = self.cache.get(now.nomor, key)
        if entry is None:
            return self.limited(environ, start) or self.miss(
                environ, start, now.nomor, key
            )
        counters.hits += 1
        return send(entry, environ, start)

    def miss(
        self, environ: Environ, start: StartResponse, version: int, key: Key
    ) -> Iterable[bytes]:
        """Nothing in memory yet; endless addresses never come there."""
        if sum(map(len, key)) > LONGEST:
            return self.django(environ, start)
        return self.make(environ, start, version, key)

    def without_memory(self, environ: Environ, start: StartResponse) -> list[bytes]:
        """While pages whose time is up cannot be taken off: rows, which know theirs."""
        refused = self.limited(environ, start)
        if refused is not None:
            return refused
        entry = self.from_rows(environ)
        return send(entry, environ, start) if entry else replies.unavailable(start)

    def limited(self, environ: Environ, start: StartResponse) -> list[bytes] | None:
        """429 for an address that asks too much; ``None`` lets it go on."""
        wait = self.limiter.wait(replies.address_of(environ))
        if not wait:
            return None
        counters.limited += 1
        return replies.too_many(start, wait)

    def make(
        self, environ: Environ, start: StartResponse, version: int, key: Key
    ) -> Iterable[bytes]:
        """An answer that is not in memory; of many who ask for it, one makes it."""
        flight = self.making.join(key)
        if flight is not None:
            flight.wait(PATIENCE)
            entry = self.cache.get(version, key)
            if entry is not None:
                return send(entry, environ, start)
            return self.produce(environ, start, version, key)
        try:
            return self.produce(environ, start, version, key)
        finally:
            self.making.done(key)

    def produce(
        self, environ: Environ, start: StartResponse, version: int, key: Key
    ) -> Iterable[bytes]:
        """From the rows, from the other workers or from Django; kept where it may be."""
        entry = self.from_rows(environ) or self.shared.get(version, key)
        if entry is None:
            entry, refused = from_django(self.django, environ)
            if entry is None:
                counters.passed += 1
                return refused.replay(environ, start)
            self.shared.put(version, key, entry)
        counters.made += 1
        if version == state.current(state.MAX_AGE).nomor:
            self.cache.put(version, key, entry)
        return send(entry, environ, start)

    def from_rows(self, environ: Environ) -> Entry | None:
        """The answer of a busy endpoint; errors are Django's to tell."""
        coding = wanted(environ.get("HTTP_ACCEPT_ENCODING", ""))
        try:
            answer = direct.answer(
                environ["PATH_INFO"], environ["QUERY_STRING"], coding
            )
        except DatabaseError:
            connection.close()
            return None
        return self.entry_of(answer) if answer else None

    def entry_of(self, answer: Answer) -> Entry:
        return Entry(
            answer.body,
            answer.content_type,
            answer.etag or etag_of(answer.body),
            answer.modified or state.current(state.MAX_AGE).changed,
            self.headers,
            answer.encoded,
        )


def send(entry: Entry, environ: Environ, start: StartResponse) -> list[bytes]:
    """``entry`` as this caller wants it: coded, or not at all if it is known."""
    ready = entry.in_coding(environ.get("HTTP_ACCEPT_ENCODING", ""))
    match, since = (
        environ.get("HTTP_IF_NONE_MATCH"),
        environ.get("HTTP_IF_MODIFIED_SINCE"),
    )
    if (match or since) and entry.is_known(ready, match, since):
        start(NOT_MODIFIED, ready.headers_304)
        return []
    start(OK, ready.headers)
    return ready.body if environ["REQUEST_METHOD"] == "GET" else []
