"""Whether a port is free.

The server shares its port with whoever shares it too: a second one would start without
a word, and the two would answer in turn.
"""

from __future__ import annotations

import errno
import socket
from typing import TYPE_CHECKING

from cms.serve.place import UnusableError

if TYPE_CHECKING:
    from cms.serve.place import Place


def require_free(place: Place) -> None:
    """Raise unless ``place`` can be had, and nobody else is what ``localhost`` finds."""
    for ip in dict.fromkeys([place.ip, "127.0.0.1", "::1"]):
        problem = fault(ip, place.port)
        if problem == errno.EADDRINUSE:
            raise UnusableError(
                f"Port {place.port} sudah dipakai program lain (di {ip}), mungkin oleh "
                "make run yang masih berjalan.\nHentikan program itu, atau pilih port "
                f"lain: PORT={place.port % 65535 + 1} make run"
            )
        if problem and ip == place.ip:
            raise UnusableError(refusal(place, problem))


def refusal(place: Place, problem: int) -> str:
    if problem in {errno.EACCES, errno.EPERM}:
        return (
            f"Port {place.port} hanya untuk root. Pilih yang lebih besar dari 1023: "
            "PORT=8000 make run"
        )
    return f"HOST={place.host}: bukan alamat komputer ini ({place.ip})."


def fault(ip: str, port: int) -> int | None:
    """The number of the system's refusal, if it refuses.

    ``SO_REUSEADDR`` looks past connections that have ended, never past a listener.
    """
    family = socket.AF_INET6 if ":" in ip else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((ip, port))
    except OSError as error:
        return error.errno
    return None
