"""One POST to an address of somebody's choosing, and nothing more than that.

The connection goes to the very address that was judged, so a name that answers
otherwise the second time gains nothing. No proxy, no redirect, no cookie; of the
answer only its status is read.
"""

from __future__ import annotations

import socket
import ssl
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from threading import Event, Timer
from typing import TYPE_CHECKING

from cms.webhooks.address import OutboundError, resolve, target_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cms.webhooks.address import Sockaddr, Target

CONNECT_SECONDS = 5
TOTAL_SECONDS = 10  # from the connection to the status
ADDRESSES = 2  # as many of a name's addresses are tried


def post(alamat: str, headers: Mapping[str, str], body: bytes) -> int:
    """The status with which ``alamat`` answers; :class:`OutboundError` if it does not."""
    target = target_of(alamat)
    try:
        with connected(target) as sock, limited(sock):
            return exchange(target, sock, headers, body)
    except ssl.SSLCertVerificationError as error:
        raise OutboundError("Sertifikat penerima tidak sah.") from error
    except TimeoutError as error:
        raise OutboundError("Penerima tidak menjawab pada waktunya.") from error
    except (OSError, HTTPException) as error:
        raise OutboundError("Penerima tidak dapat dihubungi.") from error


@contextmanager
def connected(target: Target) -> Iterator[socket.socket]:
    """A plain connection to one of the addresses that ``target`` resolves to."""
    sock = first_of(resolve(target)[:ADDRESSES])
    try:
        yield sock
    finally:
        sock.close()


def first_of(addresses: list[Sockaddr]) -> socket.socket:
    """The first of ``addresses`` that takes a connection."""
    refusal = OSError()
    for family, address in addresses:
        sock = socket.socket(family, socket.SOCK_STREAM)
        sock.settimeout(CONNECT_SECONDS)
        try:
            sock.connect(address)
        except OSError as error:
            sock.close()
            refusal = error
        else:
            return sock
    raise refusal


@contextmanager
def limited(sock: socket.socket) -> Iterator[None]:
    """Cut the connection when its time is up, however slowly bytes still trickle."""
    handle = sock.dup()  # TLS takes ``sock`` away; both are the same connection
    expired = Event()

    def cut() -> None:
        expired.set()
        with suppress(OSError):
            handle.shutdown(socket.SHUT_RDWR)

    timer = Timer(TOTAL_SECONDS, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, HTTPException) as error:
        if expired.is_set():
            raise TimeoutError from error
        raise
    finally:
        timer.cancel()
        handle.close()


def exchange(
    target: Target, sock: socket.socket, headers: Mapping[str, str], body: bytes
) -> int:
    """Ask over ``sock``, with TLS where the address says so; the answer's status."""
    sock.settimeout(TOTAL_SECONDS)
    if target.tls:
        context = ssl.create_default_context()
        sock = context.wrap_socket(sock, server_hostname=target.host)
    with sock:
        connection = HTTPConnection(target.host, target.port)
        connection.sock = sock  # so it never looks the name up by itself
        host = (
            target.host if target.port in {80, 443} else f"{target.host}:{target.port}"
        )
        connection.request("POST", target.path, body, {"Host": host, **headers})
        return connection.getresponse().status
