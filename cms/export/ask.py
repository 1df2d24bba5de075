"""Ask the API in process: an exported file is what it answers, byte by byte."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils import timezone, translation

from pages.reading import state

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from cms.export.addresses import Address

OK = 200
GONE = frozenset({404, 410})


class ExportError(Exception):
    """The API or the target did something that an export cannot go on with."""


@dataclass(frozen=True)
class Reply:
    """A 200 of the API."""

    body: bytes
    content_type: str


@cache
def application() -> WSGIHandler:
    """Django itself, below every cache: a stale answer would stay in its file."""
    return WSGIHandler()


def ask(address: Address) -> Reply | None:
    """What the API answers to an anonymous reader now, if that can be kept.

    ``None`` where nothing is, and for an answer that changes by the clock.
    """
    state.current()
    with translation.override(settings.LANGUAGE_CODE), timezone.override(None):
        response = application().get_response(WSGIRequest(environ(address)))
        body = b"".join(response)
    if response.status_code in GONE or is_fleeting(response):
        return None
    if response.status_code != OK:
        raise ExportError(f"{address} menjawab {response.status_code}.")
    return Reply(body, response.headers["Content-Type"])


def is_fleeting(response: HttpResponseBase) -> bool:
    return "no-store" in response.headers.get("Cache-Control", "")


def environ(address: Address) -> dict[str, Any]:
    """A GET of ``address`` on the public host, as a WSGI server describes it."""
    site = urlsplit(settings.WAGTAILAPI_BASE_URL)
    scheme = "https" if settings.SECURE_SSL_REDIRECT else site.scheme
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": address.path,
        "QUERY_STRING": urlencode(address.query),
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port or {"http": 80, "https": 443}[scheme]),
        "HTTP_HOST": site.netloc,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": scheme,
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
    }
