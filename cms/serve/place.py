"""Where the server is asked to stand, and what people type to reach it."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass

LOCAL = ("127.0.0.1", "localhost", "[::1]")
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - asked for, not chosen
HTTP = 80


class UnusableError(Exception):
    """The server cannot stand there; the message says why, and what else to do."""


@dataclass(frozen=True)
class Place:
    """``host`` as it was typed, without brackets; the server listens on ``ip``."""

    host: str
    ip: str
    port: int

    @classmethod
    def of(cls, host: str, port: str) -> Place:
        """The place that ``HOST`` and ``PORT`` name."""
        number = port_number(port)
        name = plain(host)
        return cls(name, address_of(name, number), number)

    @property
    def name(self) -> str:
        """The host as it stands in an address; a server everywhere is also here."""
        host = EVERYWHERE.get(self.host, self.host)
        return f"[{host}]" if ":" in host else host

    @property
    def url(self) -> str:
        return f"http://{self.name}" + ("" if self.port == HTTP else f":{self.port}")

    @property
    def hosts(self) -> list[str]:
        """``ALLOWED_HOSTS``: who opens the server to every network names no host."""
        own = "*" if self.host in EVERYWHERE else self.name
        return list(dict.fromkeys([*LOCAL, own]))


def port_number(text: str) -> int:
    if text.isascii() and text.isdecimal() and 0 < int(text) < 2**16:
        return int(text)
    raise UnusableError(f"PORT={text}: bukan nomor port (1 sampai 65535).")


def plain(host: str) -> str:
    """Without brackets, and an IP address in its one short form."""
    bare = host.removeprefix("[").removesuffix("]").lower()
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        return bare


def address_of(name: str, port: int) -> str:
    """The IP address of ``name``; version 4 where it has both."""
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise UnusableError(
            f"HOST={name}: nama ini tidak dikenal. Tanpa HOST, Naskah berada di 127.0.0.1."
        ) from None
    families = {family: str(address[0]) for family, *_, address in reversed(found)}
    return families.get(socket.AF_INET) or families[socket.AF_INET6]
