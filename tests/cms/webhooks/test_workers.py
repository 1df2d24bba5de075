"""Several workers at once: every message is sent by one of them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from cms.models import PengirimanWebhook
from cms.webhooks.deliver import claim, deliver_due
from tests.cms.queue import work
from tests.cms.webhooks.builders import change, log, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytest_django import DjangoDbBlocker

PATIENCE = 60

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True, scope="module")
def as_new_afterwards(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Threads need committed rows; what migrations wrote comes back after them."""
    yield
    with django_db_blocker.unblock():
        connection.creation.deserialize_db_from_string(
            connection._test_serialized_contents
        )
        connection.close()


def at_once(*acts: Callable[[], object]) -> None:
    """Run ``acts`` in a thread each, from one starting shot; none may fail."""
    start, raised = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait(PATIENCE)
            act()
        except BaseException as error:  # noqa: BLE001 - judged below
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive(), "a thread hangs"
    assert raised == []


def test_each_message_is_sent_once(webhook, receiver) -> None:
    receiver.seconds = 0.05
    tell(*(change(n) for n in range(12)))
    for _ in range(4):
        deliver_due.enqueue()
    at_once(*[work] * 4)
    ids = [request.headers["webhook-id"] for request in receiver.got]
    assert len(ids) == len(set(ids)) == 12
    assert {row[1:] for row in log()} == {("terkirim", 1, 204)}


def test_one_message_has_one_claimant(webhook) -> None:
    tell(change())
    claims: list[PengirimanWebhook | None] = []
    at_once(*[lambda: claims.append(claim())] * 8)
    assert sum(found is not None for found in claims) == 1
    assert PengirimanWebhook.objects.get().percobaan == 1
