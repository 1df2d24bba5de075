"""The site check (cek website): read the publication as the public reads it."""

from __future__ import annotations

import io
import json
from functools import cache
from http.client import HTTPException
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest

from pages.errors import NaskahError
from pages.reading.kinds import kind_of

if TYPE_CHECKING:
    from http.client import HTTPResponse

    from pages.models import NaskahPage
    from reviews.papers.naskah import Naskah

TIMEOUT_SECONDS = 10
MAX_BYTES = 2_000_000
OK = 200


def fetch_publication(naskah: Naskah) -> dict[str, Any]:
    """``{"alamat", "status", "digest", "keterangan"}`` as the public API answers.

    With ``SITE_CHECK_URL`` set the request goes out over HTTP to the site as its
    readers reach it; without, through the whole of this server's own stack.
    """
    path = f"/api/v3/verifikasi/{naskah.kode_verifikasi}/"
    status, body = fetch(path)
    digest = body.get("digest_tayang") or ""
    return {
        "alamat": path,
        "status": status,
        "digest": digest,
        "keterangan": describe(status, digest),
    }


def fetch_article(page: NaskahPage) -> dict[str, Any]:
    """The article as the public API serves it, with its ``alamat``.

    Raises :class:`~pages.errors.NaskahError` if the API does not serve this text.
    """
    kind = kind_of(type(page))
    if kind is None:
        raise NaskahError(f"{page}: jenis halaman ini tidak ada di situs publik.")
    path = f"/api/v3/{kind.jenis}/{page.pk}/"
    status, body = fetch(path)
    if status != OK or body.get("digest") != page.digest():
        raise NaskahError(f"{path} menjawab {status}: bukan naskah yang disetujui.")
    return {**body, "alamat": path}


def fetch(path: str) -> tuple[int, dict[str, Any]]:
    """GET ``path`` of the public site, over HTTP or through this server's stack."""
    base = settings.SITE_CHECK_URL
    return fetch_http(base.rstrip("/") + path) if base else fetch_local(path)


def describe(status: int, digest: str) -> str:
    """One short reason in the reader's language."""
    if status != OK:
        return f"situs menjawab {status}" if status else "situs tidak dapat dihubungi"
    return "halaman tayang" if digest else "halaman tidak tayang"


def fetch_local(path: str) -> tuple[int, dict[str, Any]]:
    """Ask this server, middleware and all, as an anonymous caller.

    Nothing is sent, and no response closed: Django's signals of a request's begin
    and end tidy up what the request around this one still uses, its database
    connection before all.
    """
    response = own_stack().get_response(WSGIRequest(environ_of(path)))
    return response.status_code, parse(response.getvalue())


@cache
def own_stack() -> BaseHandler:
    """As a server has it: its middleware is made once."""
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def environ_of(path: str) -> dict[str, Any]:
    """A GET of ``path`` as a web server would hand it on, over TLS."""
    host = local_host()
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SERVER_NAME": host,
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": host,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "https",
        "wsgi.input": io.BytesIO(),
    }


def local_host() -> str:
    """A host name this server answers to."""
    hosts = [host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"]
    return hosts[0] if hosts else "localhost"


def fetch_http(url: str) -> tuple[int, dict[str, Any]]:
    """GET ``url`` (the operator's own setting, never a reader's input)."""
    request = Request(url, headers={"Accept": "application/json"})  # noqa: S310
    try:
        with urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            return answer.status, parse(read(answer))
    except (OSError, HTTPException) as error:
        return getattr(error, "code", 0) or 0, {}


def read(answer: HTTPResponse) -> bytes:
    """At most ``MAX_BYTES``, and no longer: a site that trickles is not waited for."""
    until, body = monotonic() + TIMEOUT_SECONDS, b""
    while len(body) < MAX_BYTES and monotonic() < until:
        part = answer.read1(MAX_BYTES - len(body))
        if not part:
            break
        body += part
    return body


def parse(content: bytes) -> dict[str, Any]:
    """The JSON object in ``content``, or nothing."""
    try:
        body = json.loads(content)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
