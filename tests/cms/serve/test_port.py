"""A port is free, or it is said why not; nobody's listener is shared."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from cms.serve.place import Place, UnusableError
from cms.serve.port import require_free

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def listening(host: str) -> Iterator[int]:
    """As granian listens: it shares its port with whoever shares it too."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        server.bind((host, 0))
        server.listen()
        yield int(server.getsockname()[1])


def has_version_6() -> bool:
    """Whether this machine has ``::1``; containers often have not."""
    try:
        with listening("::1"):
            return True
    except OSError:
        return False


HERE = ["127.0.0.1", "0.0.0.0", *(["::1", "::"] if has_version_6() else [])]  # noqa: S104


@pytest.mark.parametrize("second", [*HERE, "localhost"])
@pytest.mark.parametrize("first", HERE)
def test_a_port_that_is_taken(first: str, second: str) -> None:
    taken = pytest.raises(UnusableError, match=r"^Port [0-9]+ sudah dipakai")
    with listening(first) as port, taken:
        require_free(Place.of(second, str(port)))
    require_free(Place.of(second, str(port)))


def test_a_port_whose_connections_have_just_ended() -> None:
    """The server closed them, so the system remembers them: that takes no port."""
    with listening("127.0.0.1") as port:
        with socket.create_connection(("127.0.0.1", port)):
            pass
        with socket.create_connection(("127.0.0.1", port)) as caller:
            caller.shutdown(socket.SHUT_WR)
    require_free(Place.of("127.0.0.1", str(port)))


def test_an_address_of_another_machine() -> None:
    with pytest.raises(UnusableError, match="bukan alamat komputer ini"):
        require_free(Place.of("192.0.2.1", "9377"))  # TEST-NET-1, nobody's
