"""A receiver as offices have them: a real server, over HTTP or HTTPS, on loopback."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """What arrived, and how the next requests are answered."""

    port: int
    got: list[Request] = field(default_factory=list)
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    seconds: float = 0  # before the answer
    trickle: bool = False  # one byte of the answer at a time
    served_names: list[str | None] = field(default_factory=list)
    cut_short: threading.Event = field(default_factory=threading.Event)


@contextmanager
def receiving(
    address: str = "127.0.0.1", context: ssl.SSLContext | None = None
) -> Iterator[Receiver]:
    """A running receiver; with ``context`` it speaks TLS and notes the names asked."""
    receiver = Receiver(port=0)
    server = ThreadingHTTPServer((address, 0), handler_for(receiver))
    server.daemon_threads = True
    server.handle_error = lambda *args: None  # type: ignore[method-assign]
    receiver.port = server.server_address[1]
    if context is not None:
        context.sni_callback = lambda _s, name, _c: receiver.served_names.append(name)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}
    )
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()


def handler_for(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.got.append(
                Request(self.command, self.path, headers, self.rfile.read(length))
            )
            time.sleep(receiver.seconds)
            if receiver.trickle:
                self.drip()
                return
            self.send_response(receiver.status)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(receiver.body)))
            self.end_headers()
            try:
                self.wfile.write(receiver.body)
            except OSError:
                receiver.cut_short.set()

        def drip(self) -> None:
            for byte in b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 1000:
                self.wfile.write(bytes([byte]))
                time.sleep(0.1)

        do_POST = do_GET = do_PURGE = answer  # noqa: N815

        def log_message(self, *args: object) -> None:
            """Quiet."""

    return Handler


def certificate(folder: Path, *names: str) -> tuple[ssl.SSLContext, Path]:
    """A server's context for ``names``, and the file of the authority that signed."""
    authority_key, server_key = (ec.generate_private_key(ec.SECP256R1()) for _ in "ab")
    authority_name = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, "Otoritas uji")]
    )
    now = dt.datetime.now(dt.UTC)

    def build(subject: str, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
            .issuer_name(authority_name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(days=1))
            .not_valid_after(now + dt.timedelta(days=1))
        )

    authority = (
        build("Otoritas uji", authority_key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(authority_key, hashes.SHA256())
    )
    server = (
        build(names[0], server_key)
        .add_extension(
            x509.SubjectAlternativeName([alternative(name) for name in names]),
            critical=False,
        )
        .sign(authority_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    chain, trusted = folder / "server.pem", folder / "authority.pem"
    key = server_key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    chain.write_bytes(key + server.public_bytes(pem))
    trusted.write_bytes(authority.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    return context, trusted


def alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)
