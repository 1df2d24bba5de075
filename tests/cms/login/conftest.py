"""The application behind a server of its own, and people who come to it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

from cms.front.app import Front
from tests.reviews import builders as b

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User

    from reviews.papers.sop import SOP


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Nobody reads the log of a test."""


@pytest.fixture
def url(transactional_db: None, django_db_serialized_rollback: None) -> Iterator[str]:
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(Front(WSGIHandler()))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def sop(url: str) -> SOP:
    return b.adopted("001")


@pytest.fixture
def holder(sop: SOP) -> User:
    return b.holder_of(sop, 3)


@pytest.fixture
def colleague(sop: SOP) -> User:
    return b.holder_of(sop, 2)
