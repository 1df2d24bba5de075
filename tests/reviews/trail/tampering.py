"""What an owner of the database does, undone afterwards."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from reviews.trail import triggers

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def tampered(*statements: tuple[str, list[Any]]) -> Iterator[None]:
    """The database with ``statements`` run by its owner; undone afterwards."""
    with transaction.atomic():
        run(*statements)
        yield
        transaction.set_rollback(True)


def run(*statements: tuple[str, list[Any]]) -> None:
    """Past every guard: he takes the triggers off first."""
    triggers.take_off(connection)
    with connection.cursor() as cursor:
        for sql, values in statements:
            cursor.execute(sql, values)


def verdict(command: str = "verify_jejak", *arguments: str) -> str:
    """What the command says; it must have exited 1."""
    with pytest.raises(CommandError) as caught:
        call_command(command, *arguments)
    assert caught.value.returncode == 1
    return str(caught.value)
