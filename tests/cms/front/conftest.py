"""A caller who speaks WSGI to the whole application, and looks behind the front."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from wsgiref.headers import Headers

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from cms.front.app import Front

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


@dataclass
class Got:
    """One response as it went over the wire."""

    status: int
    headers: Headers
    body: bytes


@dataclass
class Caller:
    """Sends requests; ``behind`` lists what Django was asked."""

    behind: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        django = get_wsgi_application()

        def watched(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
            self.behind.append(environ["PATH_INFO"])
            return django(environ, start)

        self.front = Front(watched)

    def get(self, path: str, method: str = "GET", **headers: str) -> Got:
        """``headers`` in WSGI's names without HTTP_: ``ACCEPT_ENCODING="br"``."""
        path, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "192.0.2.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            "HTTP_HOST": "testserver",
            **{f"HTTP_{name}": value for name, value in headers.items()},
        }
        if "REMOTE_ADDR" in headers:
            environ["REMOTE_ADDR"] = headers["REMOTE_ADDR"]
        sent: list[Any] = []
        parts = self.front(environ, lambda *args: sent.append(args))
        body = joined(parts)
        return Got(int(sent[0][0][:3]), Headers(list(sent[0][1])), body)


def joined(parts: Iterable[bytes]) -> bytes:
    try:
        return b"".join(parts)
    finally:
        close = getattr(parts, "close", None)
        if close:
            close()


@pytest.fixture(autouse=True)
def kept_connection() -> Iterator[None]:
    """Django closes its connection after each request; the test's own must stay."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def caller(monkeypatch: pytest.MonkeyPatch) -> Caller:
    """A front with an empty cache that asks for the version every time."""
    monkeypatch.setattr("pages.reading.state.MAX_AGE", 0.0)
    return Caller()
