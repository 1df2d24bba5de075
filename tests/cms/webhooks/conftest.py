"""A receiver on loopback, the queue's worker run by hand, the example of the docs."""

from __future__ import annotations

import re
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cms.models import Webhook
from tests.cms.webhooks.receiver import receiving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytest_django.fixtures import SettingsWrapper

    from tests.cms.webhooks.receiver import Receiver

    Names = Callable[..., list[str]]

DOCS = Path(__file__).parents[3] / "docs" / "reference" / "webhook.md"


@pytest.fixture(scope="module")
def verify() -> Callable[[str, dict[str, str], bytes], bool]:
    """``verify`` as docs/reference/webhook.md gives it."""
    example = re.search(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)
    assert example
    namespace: dict[str, Callable[[str, dict[str, str], bytes], bool]] = {}
    exec(example[1], namespace)  # noqa: S102
    return namespace["verify"]


@pytest.fixture
def receiver(settings: SettingsWrapper) -> Iterator[Receiver]:
    """A receiver that the operator allowed, over plain HTTP."""
    with receiving() as started:
        settings.WEBHOOK_ALLOW_HTTP = True
        settings.WEBHOOK_ALLOWED_HOSTS = [f"127.0.0.1:{started.port}"]
        yield started


@pytest.fixture
def webhook(db: None, receiver: Receiver) -> Webhook:
    """A webhook for all offices that sends there."""
    return Webhook.objects.create(alamat=f"http://127.0.0.1:{receiver.port}/terima?a=1")


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    """``names("a.example", [["1.2.3.4"], …])``: what a resolver says, time by time.

    Gives the list of names that were asked.
    """

    def install(name: str, answers: list[list[str]]) -> list[str]:
        asked: list[str] = []
        turns = iter(answers)
        original = socket.getaddrinfo

        def resolve(host: str, port: int, *args: object, **kwargs: object) -> list:
            if host != name:
                return original(host, port, *args, **kwargs)
            asked.append(host)
            return [
                entry
                for address in next(turns)
                for entry in original(address, port, type=socket.SOCK_STREAM)
            ]

        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        return asked

    return install
