"""HOST and PORT as people type them, and the addresses that follow."""

from __future__ import annotations

import pytest

from cms.serve.place import LOCAL, Place, UnusableError

EVERY = "0.0.0.0"  # noqa: S104 - as somebody may type


@pytest.mark.parametrize(
    ("host", "port", "ip", "url", "own"),
    [
        ("127.0.0.1", "8000", "127.0.0.1", "http://127.0.0.1:8000", "127.0.0.1"),
        ("127.0.0.1", "80", "127.0.0.1", "http://127.0.0.1", "127.0.0.1"),
        ("localhost", "9377", "127.0.0.1", "http://localhost:9377", "localhost"),
        ("LocalHost", "9377", "127.0.0.1", "http://localhost:9377", "localhost"),
        (EVERY, "9377", EVERY, "http://127.0.0.1:9377", "*"),
        ("::1", "9377", "::1", "http://[::1]:9377", "[::1]"),
        ("[::1]", "9377", "::1", "http://[::1]:9377", "[::1]"),
        ("0:0:0:0:0:0:0:1", "9377", "::1", "http://[::1]:9377", "[::1]"),
        ("::", "9377", "::", "http://[::1]:9377", "*"),
        ("127.8.9.1", "9377", "127.8.9.1", "http://127.8.9.1:9377", "127.8.9.1"),
    ],
)
def test_place(host: str, port: str, ip: str, url: str, own: str) -> None:
    place = Place.of(host, port)
    assert (place.ip, place.url) == (ip, url)
    assert place.hosts == list(dict.fromkeys([*LOCAL, own]))


@pytest.mark.parametrize("port", ["0", "65536", "-1", "delapan", "80.0", "٨", "8 0"])
def test_not_a_port(port: str) -> None:
    with pytest.raises(UnusableError, match="PORT="):
        Place.of("127.0.0.1", port)


@pytest.mark.parametrize("host", ["tidak-ada.invalid", "http://127.0.0.1", "a b", "."])
def test_not_a_host(host: str) -> None:
    with pytest.raises(UnusableError, match="HOST="):
        Place.of(host, "8000")
