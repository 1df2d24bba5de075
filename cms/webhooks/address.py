"""Where a webhook may go: a public name, a web port, a globally routable address.

The form refuses what is wrong with the address as written; the names behind it are
looked up when a message is sent, and then every address they stand for is judged.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

HTTPS_PORTS = frozenset({443, 8443})
HTTP_PORTS = frozenset({80, 8080})
PRINTABLE = re.compile(r"[\x21-\x7e]+")
LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
# The last label begins with a letter: an address in any notation (decimal, octal,
# hexadecimal, IPv6) is no name.
NAME = re.compile(rf"(?=.{{1,253}}$)(?:{LABEL}\.)+(?=[a-z]){LABEL}")
# Of IPv6 only what is assigned for global use, less what carries an IPv4 address
# inside (Teredo, 6to4) and other special uses. NAT64 and mapped ones lie outside.
GLOBAL_V6 = ipaddress.ip_network("2000::/3")
SPECIAL = [
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "2001::/23",
        "2002::/16",
        "3fff::/20",
    )
]

Sockaddr = tuple[int, Any]  # as the socket module has them: family, address


class OutboundError(Exception):
    """Nothing was delivered. The message is Indonesian, for the log in the admin."""


@dataclass(frozen=True)
class Target:
    """An address taken apart; ``internal`` where the operator named it himself."""

    host: str
    port: int
    path: str
    tls: bool
    internal: bool


def check_alamat(alamat: str) -> None:
    """A form's validator: refuse what could never be sent to."""
    try:
        target_of(alamat)
    except OutboundError as error:
        raise ValidationError(str(error)) from error


def target_of(alamat: str) -> Target:
    """``alamat`` taken apart, or an error that says what is wrong with it."""
    parts, port = split(alamat)
    tls = parts.scheme == "https"
    if not tls and not (parts.scheme == "http" and settings.WEBHOOK_ALLOW_HTTP):
        raise OutboundError("Alamat harus diawali dengan https://.")
    if "@" in parts.netloc:
        raise OutboundError("Alamat tidak boleh memuat nama pengguna atau sandi.")
    host = parts.hostname or ""
    if port is None:
        port = 443 if tls else 80
    internal = f"{host}:{port}" in settings.WEBHOOK_ALLOWED_HOSTS
    if not internal and not NAME.fullmatch(host):
        raise OutboundError("Gunakan nama domain lengkap, bukan alamat IP.")
    if not internal and port not in (HTTPS_PORTS if tls else HTTP_PORTS):
        raise OutboundError("Gunakan port 443 atau 8443.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(host, port, path, tls, internal)


def split(alamat: str) -> tuple[SplitResult, int | None]:
    """The parts and the port of ``alamat``, none of it cleaned up silently."""
    if not PRINTABLE.fullmatch(alamat) or "\\" in alamat:
        raise OutboundError("Alamat memuat tanda yang tidak diizinkan.")
    try:
        parts = urlsplit(alamat)
        return parts, parts.port
    except ValueError as error:
        raise OutboundError("Alamat tidak dapat dibaca.") from error


def resolve(target: Target) -> list[Sockaddr]:
    """Where ``target`` is now: looked up once; one bad address refuses them all."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise OutboundError("Nama penerima tidak ditemukan.") from error
    addresses: list[Sockaddr] = [
        (family, sockaddr) for family, _, _, _, sockaddr in found
    ]
    if not target.internal and not all(is_global(str(at[0])) for _, at in addresses):
        raise OutboundError(
            "Penerima berada pada alamat jaringan yang tidak diizinkan."
        )
    return addresses


def is_global(address: str) -> bool:
    """Whether ``address`` is a host of the public internet, and of nothing else."""
    ip = ipaddress.ip_address(address)
    if ip.version == 6 and ip not in GLOBAL_V6:
        return False
    if any(ip in network for network in SPECIAL if network.version == ip.version):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)
