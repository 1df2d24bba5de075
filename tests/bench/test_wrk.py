"""What the bench reads out of wrk, and how it looks for a server's answer."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from bench import wrk
from bench.wrk import FailedRunError, Figures, middle, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TOLD = (
    "Running 2s test\n"
    'BENCH {"requests": 500, "seconds": 2.5, "p50": 0.4, "p99": 3.0, "failed": %d}\n'
)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen: list[tuple[str, str | None]] = []

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers["X-Sign"]))
        self.send_response(404 if self.path == "/missing" else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *args: object) -> None:
        return


@pytest.fixture
def port() -> Iterator[int]:
    Handler.seen.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_figures_of_a_run() -> None:
    assert parse(TOLD % 0) == Figures(rate=200, p50=0.4, p99=3.0)


@pytest.mark.parametrize("output", [TOLD % 1, "unable to connect", ""])
def test_a_failed_request_spoils_the_run(output: str) -> None:
    with pytest.raises(FailedRunError):
        parse(output)


def test_the_middle_is_taken_of_each_figure() -> None:
    runs = [Figures(1, 9, 5), Figures(3, 7, 4), Figures(2, 8, 6)]
    assert middle(runs) == Figures(2, 8, 5)


def test_every_address_of_the_file_is_asked_in_turn(
    port: int, tmp_path: Path, require: Callable[[str], str]
) -> None:
    require("wrk")
    paths = tmp_path / "paths"
    paths.write_text("/a?x=1\n/b\n/c\n")
    found = wrk.run(
        port, paths, seconds=1, connections=1, begin=1, headers={"X-Sign": "v: 1"}
    )
    asked = [path for path, _ in Handler.seen]
    first = asked.index("/b")  # wrk tries one request out before it begins
    assert first <= 2
    assert asked[first : first + 4] == ["/b", "/c", "/a?x=1", "/b"]
    assert {sign for _, sign in Handler.seen} == {"v: 1"}
    assert found.rate > 0
    assert found.p50 <= found.p99


def test_an_error_of_the_server_is_no_figure(
    port: int, tmp_path: Path, require: Callable[[str], str]
) -> None:
    require("wrk")
    paths = tmp_path / "paths"
    paths.write_text("/missing\n")
    with pytest.raises(FailedRunError, match="requests failed"):
        wrk.run(port, paths, seconds=1, connections=1)
