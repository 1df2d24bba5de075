"""A mail server that keeps what it is given: real SMTP, no mail leaves the house."""

from __future__ import annotations

import email
import email.policy
import socketserver
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage


class Session(socketserver.StreamRequestHandler):
    """One client's conversation; refuses everything while the server says so."""

    server: Sink

    def handle(self) -> None:
        self.recipients: list[str] = []
        self.say("220 kotak surat")
        while line := self.rfile.readline().decode().strip():
            verb = line.split(":", maxsplit=1)[0].split(" ")[0].upper()
            if verb == "QUIT":
                self.say("221 selesai")
                return
            self.answer(verb, line)

    def answer(self, verb: str, line: str) -> None:
        if verb == "MAIL" and self.server.refusing:
            self.say("451 coba lagi nanti")
        elif verb == "RCPT":
            self.recipients.append(line.split(":", maxsplit=1)[1].strip(" <>"))
            self.say("250 baik")
        elif verb == "DATA":
            self.say("354 kirim")
            self.take()
        else:
            self.say("250 baik")

    def take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        mail = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        self.server.received.append((self.recipients, mail))
        self.recipients = []
        self.say("250 diterima")

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class Sink(socketserver.ThreadingTCPServer):
    """``received``: recipients of the envelope and the mail, in order of arrival."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.received: list[tuple[list[str], EmailMessage]] = []
        self.refusing = False

    def subjects(self) -> list[tuple[str, str]]:
        """``(recipient, subject)`` of each mail, sorted."""
        return sorted((to[0], str(mail["Subject"])) for to, mail in self.received)


@contextmanager
def listening() -> Iterator[Sink]:
    """A sink while the block runs."""
    with Sink() as sink:
        thread = threading.Thread(target=sink.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield sink
        finally:
            sink.shutdown()
            thread.join()
