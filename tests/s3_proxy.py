"""A storage that speaks S3 and behaves as storages do on a bad day."""

from __future__ import annotations

import socket
import struct
import threading
from contextlib import suppress
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

SLOWNESS = 0.7  # seconds before each answer
NOTHING = (
    b'HTTP/1.1 200 OK\r\nETag: "x"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
)


class Proxy(ThreadingTCPServer):
    """Stands before a true server; ``mood`` says how it behaves.

    ``well``; ``hangs``: takes a request and never answers; ``refuses``: breaks off;
    ``is slow``; ``lies``: gives other bytes than it took, and swears to nothing;
    ``forgets``: says that it took what it did not.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, upstream: str) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        parts = urlsplit(upstream)
        self.upstream = (parts.hostname, parts.port)
        self.mood = "well"
        self.asked = 0
        self.hanging = threading.Semaphore(0)
        self.end = threading.Event()
        self.thread = threading.Thread(target=self.serve_forever, args=(0.05,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def __enter__(self) -> Proxy:
        self.thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.end.set()
        self.shutdown()
        self.thread.join()
        self.server_close()


class Handler(StreamRequestHandler):
    """One request a connection."""

    server: Proxy

    def handle(self) -> None:
        mood = self.server.mood
        self.server.asked += 1
        if mood == "refuses":
            reset = struct.pack("ii", 1, 0)  # closed with a bang
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
            return
        if mood == "hangs":
            self.server.hanging.release()
            self.server.end.wait(60)
            return
        with suppress(OSError):
            self.answer(mood)

    def answer(self, mood: str) -> None:
        head = b"".join(self.head())
        if b"100-continue" in head:
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        body = self.body(head)
        if mood == "is slow":
            self.server.end.wait(SLOWNESS)
        if mood == "forgets" and head.startswith(b"PUT"):
            self.wfile.write(NOTHING)
            return
        reply = ask(self.server.upstream, head, body)
        if mood == "lies" and head.startswith(b"GET"):
            reply = untrue(reply)
        self.wfile.write(reply)

    def head(self) -> Iterator[bytes]:
        """The request as it came, but that it is the connection's only one."""
        for line in self.rfile:
            if line == b"\r\n":
                yield b"Connection: close\r\n\r\n"
                return
            if not line.lower().startswith((b"connection:", b"expect:")):
                yield line
            elif line.lower().startswith(b"expect:"):
                yield b"X-Expect: 100-continue\r\n"

    def body(self, head: bytes) -> bytes:
        lines = [line.partition(b":") for line in head.lower().split(b"\r\n")]
        fields = {name: value.strip() for name, _, value in lines}
        if length := fields.get(b"content-length"):
            return self.rfile.read(int(length))
        return b"".join(self.chunks()) if b"transfer-encoding" in fields else b""

    def chunks(self) -> Iterator[bytes]:
        while True:
            size = self.rfile.readline()
            yield size
            length = int(size.partition(b";")[0], 16)
            if not length:
                break
            yield self.rfile.read(length + 2)
        while (line := self.rfile.readline()) not in {b"\r\n", b""}:
            yield line
        yield b"\r\n"


def ask(address: tuple[str | None, int | None], head: bytes, body: bytes) -> bytes:
    """What the true server says, to its end."""
    with socket.create_connection(address, 10) as upstream:  # type: ignore[type-var]
        upstream.sendall(head + body)
        return b"".join(iter(lambda: upstream.recv(1 << 16), b""))


def untrue(reply: bytes) -> bytes:
    """Another last byte, and no checksum that would tell."""
    head, _, body = reply.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    kept = [line for line in lines if not line.lower().startswith(b"x-amz-checksum")]
    changed = body[:-1] + bytes([body[-1] ^ 1]) if body else body
    return b"\r\n".join(kept) + b"\r\n\r\n" + changed
