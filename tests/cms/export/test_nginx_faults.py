"""What nginx says by itself: TLS, and an application that does not answer."""

from __future__ import annotations

import http.client
import shutil
import socket
import ssl
import subprocess
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.cms.export.asking import ask
from tests.cms.export.conftest import NGINX
from tests.conftest import free_port, listens, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Start = "Callable[..., str]"


@pytest.fixture
def deaf() -> Iterator[str]:
    """An application that takes a request and never answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(20)
        yield f"127.0.0.1:{listening.getsockname()[1]}"


def test_an_application_that_is_down(nginx: Start, tmp_path: Path) -> None:
    url = nginx("naskah.conf", tmp_path, f"127.0.0.1:{free_port()}")
    page = ask(url, "/admin/")
    assert page.status == 502
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Server sedang tidak dapat dihubungi" in page.body.decode()
    answer = ask(url, "/api/v3/berita/")
    assert (answer.status, answer.headers["Content-Type"]) == (
        502,
        "application/problem+json",
    )
    assert b"tidak dapat dihubungi" in answer.body


def test_an_application_that_is_silent_promises_nothing(
    nginx: Start, tmp_path: Path, deaf: str
) -> None:
    url = nginx("naskah.conf", tmp_path, deaf, more="proxy_read_timeout 1s;")
    page = ask(url, "/admin/pages/1/edit/", "POST", b"a=1")
    assert page.status == 504
    assert "mungkin sudah tercatat, mungkin belum" in page.body.decode()
    assert ask(url, "/api/v3/berita/").status == 502


def test_a_file_that_is_too_large(nginx: Start, tmp_path: Path, deaf: str) -> None:
    url = nginx("naskah.conf", tmp_path, deaf)
    page = ask(url, "/admin/images/add/", "POST", b"", Content_Length=str(31 << 20))
    assert page.status == 413
    assert "Berkas terlalu besar" in page.body.decode()


def certificate(folder: Path) -> tuple[Path, Path]:
    """One that signs itself."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("needs openssl")
    paths = folder / "sertifikat.pem", folder / "kunci.pem"
    options = [
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "1",
        "-subj",
        "/CN=localhost",
    ]
    out = ["-out", str(paths[0]), "-keyout", str(paths[1])]
    subprocess.run([program, *options, *out], check=True, capture_output=True)  # noqa: S603
    return paths


def test_the_site_speaks_tls_and_leads_there(nginx: Start, tmp_path: Path) -> None:
    port = free_port()
    chain, key = certificate(tmp_path)
    live = "/etc/letsencrypt/live/naskah"
    example = (NGINX / "naskah" / "tls.conf.contoh").read_text()
    changes = {
        **listens(port, like=443, end=" "),
        f"{live}/fullchain.pem": str(chain),
        f"{live}/privkey.pem": str(key),
    }
    tls = example
    for old, new in changes.items():
        assert tls.count(old) == 1, old
        tls = tls.replace(old, new)
    (tmp_path / "current").mkdir()
    (tmp_path / "current" / "robots.txt").write_text("User-agent: *\n")
    url = nginx("naskah.conf", tmp_path, f"127.0.0.1:{free_port()}", tls=tls)
    wait_for(port)
    moved = ask(url, "/admin/?a=1", Host="kantor.go.id")
    assert (moved.status, moved.headers["Location"]) == (
        301,
        "https://kantor.go.id/admin/?a=1",
    )
    assert ask(url, "/.well-known/acme-challenge/x").status == 404
    trusting = ssl.create_default_context(cafile=str(chain))
    trusting.check_hostname = False
    for path, status in {"/robots.txt": 200, "/admin/": 502, "/api/v3/": 502}.items():
        connection = http.client.HTTPSConnection("127.0.0.1", port, context=trusting)
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.status == status
        told = answer.headers.get_all("Strict-Transport-Security")
        assert told == ["max-age=31536000"], path
        connection.close()
    assert "Strict-Transport-Security" not in ask(url, "/robots.txt").headers
    assert urlsplit(url).scheme == "http"
