"""Acts that meet: each in a thread with a connection of its own."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytest_django import DjangoDbBlocker


PATIENCE = 60


@pytest.fixture(scope="module")
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


def at_once(*acts: Callable[[], object]) -> list[BaseException | None]:
    """Run ``acts`` in a thread each, from one starting shot; what each raised."""
    raised: list[BaseException | None] = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def run(index: int) -> None:
        try:
            start.wait(PATIENCE)
            acts[index]()
        except BaseException as error:  # noqa: BLE001 - judged by the test
            raised[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(i,)) for i in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive(), "a thread hangs"
    return raised


def one_inside_the_other(
    monkeypatch: pytest.MonkeyPatch,
    where: tuple[Any, str],
    first: Callable[[], object],
    second: Callable[[], object],
) -> list[BaseException | None]:
    """``second`` begins while ``first`` stands at ``where``, after it has read."""
    module, name = where
    original, inside = getattr(module, name), threading.Event()
    begun = threading.Event()
    slow: list[int] = []

    def paused(*args: Any, **kwargs: Any) -> Any:
        answer = original(*args, **kwargs)
        if threading.get_ident() in slow:
            slow.clear()
            inside.set()
            begun.wait(PATIENCE)
            threading.Event().wait(0.3)  # the second is at its lock by now
        return answer

    def act_first() -> None:
        slow.append(threading.get_ident())
        try:
            first()
        finally:
            inside.set()

    def act_second() -> None:
        inside.wait(PATIENCE)
        begun.set()
        second()

    monkeypatch.setattr(module, name, paused)
    raised = at_once(act_first, act_second)
    monkeypatch.setattr(module, name, original)
    return raised
