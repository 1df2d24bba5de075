"""Django's own answers, caught on their way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cms.front.entry import Entry
from cms.front.replies import public_headers
from pages.reading import state
from pages.reading.answer import etag_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cms.front.entry import Header

    Environ = dict[str, Any]
    Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

# Written by the front itself, for every coding.
OURS = frozenset(
    {
        "cache-control",
        "content-length",
        "content-type",
        "etag",
        "last-modified",
        "referrer-policy",
        "vary",
        "x-content-type-options",
        "content-security-policy",
    }
)
NEVER = ("no-store", "private", "no-cache")
# What one caller wishes is no part of an answer for all.
WISHES = frozenset(
    {
        "HTTP_ACCEPT",
        "HTTP_ACCEPT_LANGUAGE",
        "HTTP_IF_MODIFIED_SINCE",
        "HTTP_IF_NONE_MATCH",
        "HTTP_RANGE",
    }
)


@dataclass
class Caught:
    """One whole response."""

    status: str = ""
    headers: tuple[Header, ...] = ()
    body: bytes = b""

    def header(self, name: str) -> str:
        """The value of ``name`` (in lower case), or ""."""
        return next((v for k, v in self.headers if k.lower() == name), "")

    def may_be_kept(self) -> bool:
        """Whether everybody who asks for this may get this very answer."""
        control = self.header("cache-control").lower()
        return (
            self.status.startswith("200")
            and not self.header("set-cookie")
            and not any(word in control for word in NEVER)
        )

    def replay(self, environ: Environ, start: Callable[..., Any]) -> list[bytes]:
        """The response as Django gave it, open to pages of other origins."""
        origin = [h for h in public_headers() if h[0].startswith("Access-Control")]
        start(self.status, [*self.headers, *origin])
        return [self.body] if environ["REQUEST_METHOD"] == "GET" else []


def from_django(django: Application, environ: Environ) -> tuple[Entry | None, Caught]:
    """Django's answer to this read: to keep, or (``None``) only to pass on."""
    plain = {name: environ[name] for name in environ if name not in WISHES}
    caught = catch(django, {**plain, "REQUEST_METHOD": "GET"})
    if not caught.may_be_kept():
        return None, caught
    own = [header for header in caught.headers if header[0].lower() not in OURS]
    entry = Entry(
        caught.body,
        caught.header("content-type"),
        etag_of(caught.body),
        state.current(state.MAX_AGE).changed,
        merged(public_headers(), own, caught),
    )
    return entry, caught


def merged(public: list[Header], own: list[Header], caught: Caught) -> list[Header]:
    """Our headers, but the policy that the view's own page needs."""
    policy = caught.header("content-security-policy")
    kept = [
        (name, policy if policy and name == "Content-Security-Policy" else value)
        for name, value in public
    ]
    names = {name.lower() for name, _ in kept}
    return kept + [header for header in own if header[0].lower() not in names]


def catch(django: Application, environ: Environ) -> Caught:
    caught = Caught()

    def start(status: str, headers: list[Header], exc_info: Any = None) -> None:
        caught.status, caught.headers = status, tuple(headers)

    parts = django(environ, start)
    try:
        caught.body = b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    return caught
