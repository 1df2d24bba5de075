"""Requests that Django would refuse or redirect before it looked at them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http.request import split_domain_port, validate_host

LONGEST = 260  # a name of 253 characters, and a port
ALWAYS = ["localhost", "127.0.0.1", "[::1]"]


def is_welcome(environ: dict[str, Any]) -> bool:
    """Whether the request names a host of ours, over https where that is asked for."""
    if settings.SECURE_SSL_REDIRECT and not is_secure(environ):
        return False
    host = environ.get("HTTP_HOST", "")
    return len(host) <= LONGEST and is_host(host)


@lru_cache(maxsize=256)
def is_host(host: str) -> bool:
    """Whether ``host`` is one of ``ALLOWED_HOSTS``; others are Django's to refuse."""
    allowed = settings.ALLOWED_HOSTS or (ALWAYS if settings.DEBUG else [])
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, allowed)


def is_secure(environ: dict[str, Any]) -> bool:
    """Over https to us, or to the proxy that we trust to say so."""
    if settings.SECURE_PROXY_SSL_HEADER:
        header, value = settings.SECURE_PROXY_SSL_HEADER
        return bool(environ.get(header, "").split(",")[0].strip() == value)
    return bool(environ["wsgi.url_scheme"] == "https")
