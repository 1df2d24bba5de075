"""The public site as somebody else's server, which may answer anything."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Answer = Callable[[Any], None]


@contextmanager
def site(answer: Answer) -> Iterator[str]:
    """A server of somebody else's at the address that is given."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, *args: Any) -> None:
            """Not to the test's output."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def say(handler: Any, status: int, body: dict[str, Any]) -> None:
    handler.send_response(status)
    handler.end_headers()
    handler.wfile.write(json.dumps(body).encode())


def drop(handler: Any) -> None:
    handler.connection.close()
