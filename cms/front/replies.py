"""The few answers that the front gives by itself, and the headers of all of them."""

from __future__ import annotations

import json
import math
from ipaddress import IPv6Address
from typing import TYPE_CHECKING, Any

from django.conf import settings

from cms.middleware.content_security import API_POLICY

if TYPE_CHECKING:
    from collections.abc import Callable

    from cms.front.entry import Header

    StartResponse = Callable[..., Any]

PROBLEM = "application/problem+json"
DAY = "86400"


def public_headers() -> list[Header]:
    """What every public answer says to caches and browsers."""
    headers = [
        ("Cache-Control", settings.READ_CACHE_CONTROL),
        ("Content-Security-Policy", API_POLICY),
        ("Referrer-Policy", settings.SECURE_REFERRER_POLICY),
        ("X-Content-Type-Options", "nosniff"),
    ]
    if settings.CORS_ORIGIN:
        headers.append(("Access-Control-Allow-Origin", settings.CORS_ORIGIN))
    if settings.SECURE_HSTS_SECONDS:
        headers.append(("Strict-Transport-Security", hsts()))
    return headers


def hsts() -> str:
    """As Django's SecurityMiddleware writes it."""
    value = f"max-age={settings.SECURE_HSTS_SECONDS}"
    if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS:
        value += "; includeSubDomains"
    return value + ("; preload" if settings.SECURE_HSTS_PRELOAD else "")


def preflight(start: StartResponse) -> list[bytes]:
    """May a page of another origin read here? Reading only: nothing is written so."""
    start(
        "204 No Content",
        [
            *public_headers(),
            ("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS"),
            ("Access-Control-Allow-Headers", "Accept, Content-Type, If-None-Match"),
            ("Access-Control-Max-Age", DAY),
        ],
    )
    return []


def too_many(start: StartResponse, wait: float) -> list[bytes]:
    """429: the address has asked for more than its share."""
    seconds = str(math.ceil(wait))
    return problem(
        start,
        "429 Too Many Requests",
        f"Terlalu banyak permintaan. Coba lagi setelah {seconds} detik.",
        [("Retry-After", seconds)],
    )


def unavailable(start: StartResponse) -> list[bytes]:
    """503: without the database nobody knows what may still be shown."""
    return problem(
        start,
        "503 Service Unavailable",
        "Layanan sedang tidak tersedia. Coba lagi sebentar lagi.",
        [("Retry-After", "5")],
    )


def problem(
    start: StartResponse, status: str, detail: str, headers: list[Header]
) -> list[bytes]:
    """An RFC 7807 body."""
    number, _, title = status.partition(" ")
    body = json.dumps(
        {"type": "about:blank", "title": title, "status": int(number), "detail": detail}
    ).encode()
    origin = [
        header for header in public_headers() if header[0].startswith("Access-Control")
    ]
    start(
        status,
        [
            ("Content-Type", PROBLEM),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            *origin,
            *headers,
        ],
    )
    return [body]


def address_of(environ: dict[str, Any]) -> str:
    """Who is asking: the connection's other end, or what our own proxy wrote last.

    Of IPv6 the first half: a caller has all the addresses of a /64.
    """
    address = str(environ.get("REMOTE_ADDR", ""))
    if settings.TRUST_PROXY:
        forwarded = environ.get("HTTP_X_FORWARDED_FOR", "")
        address = forwarded.rpartition(",")[2].strip() or address
    return network_of(address) if ":" in address else address


def network_of(address: str) -> str:
    """The /64 of an IPv6 address; text that is none stays itself, cut short."""
    try:
        found = IPv6Address(address)
    except ValueError:
        return address[:64]
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return found.exploded[:19]
