"""Reading the environment: the only way a setting comes from outside.

A value that cannot be meant ends the start in one line: the variable, what it should
be, and exit status 1.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Never
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from collections.abc import Collection

TRUTHY = frozenset({"1", "true", "yes", "on"})
FALSY = frozenset({"0", "false", "no", "off"})
WEB = ("http", "https")


class Misconfigured(ImproperlyConfigured, SystemExit):
    """Ends a program like ``sys.exit`` does, where nobody catches it: no traceback."""

    def __init__(self, message: str) -> None:
        SystemExit.__init__(self, message)


def wrong(name: str, expected: str) -> Never:
    """Stop: the value is not repeated, for it may hold a password."""
    raise Misconfigured(f"{name}: expected {expected}.")


def text(name: str, default: str = "") -> str:
    """The value of ``name``, stripped; empty counts as missing."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    """Whether ``name`` is switched on (1, true, yes, on)."""
    value = text(name).lower()
    if value and value not in TRUTHY | FALSY:
        wrong(name, "1 or 0")
    return value in TRUTHY if value else default


def number(name: str, default: int, *, least: int = 0) -> int:
    """``name`` as a whole number."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit()) or int(value) < least:
        wrong(name, f"a whole number from {least} on")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """The comma-separated values of ``name``."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def one_of(name: str, default: str, among: Collection[str]) -> str:
    """``name`` in capitals, if it is one of these."""
    value = text(name, default).upper()
    if value not in among:
        wrong(name, f"one of {', '.join(among)}")
    return value


def url(
    name: str, default: str = "", *, schemes: Collection[str] = WEB, bare: bool = False
) -> str:
    """An address with its host; ``bare`` has nothing after that, as an origin."""
    value = text(name, default)
    if value and not is_url(value, schemes, bare=bare):
        shape = "scheme://host" if bare else "scheme://host/…"
        wrong(name, f"an address, {shape}, by {' or '.join(schemes)}")
    return value


def is_url(value: str, schemes: Collection[str], *, bare: bool = False) -> bool:
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    whole = parts.scheme in schemes and bool(host) and " " not in value
    return whole and not (bare and value != f"{parts.scheme}://{parts.netloc}")
