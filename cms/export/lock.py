"""One writer at a time among all processes that share the database."""

from __future__ import annotations

import fcntl
import threading
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol, Self

from django.db import connection

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


FOREVER = float("inf")
LOOK = 0.02  # seconds between two tries


class Holder(Protocol):
    """How the processes of one kind of database keep each other out."""

    def acquire(self, patience: float) -> None: ...
    def release(self) -> None: ...
    def close(self) -> None: ...


class FileHolder:
    """A locked file beside the database file; the system frees it with its process."""

    def __init__(self, name: str) -> None:
        folder = Path(connection.settings_dict["NAME"]).parent
        self.file: IO[str] = (folder / f"{name}.lock").open("w")

    def acquire(self, patience: float) -> None:
        deadline = time.monotonic() + patience
        while not self.is_taken():
            if time.monotonic() > deadline:
                raise TimeoutError
            time.sleep(LOOK)

    def is_taken(self) -> bool:
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(self) -> None:
        fcntl.flock(self.file, fcntl.LOCK_UN)

    def close(self) -> None:
        self.file.close()


class PostgresHolder:
    """An advisory lock on a connection of its own, freed with that connection."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.connection: BaseDatabaseWrapper = connection.copy()

    def acquire(self, patience: float) -> None:
        milliseconds = 0 if patience == FOREVER else int(patience * 1000)
        with self.connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {milliseconds}")
        self.execute("SELECT pg_advisory_lock(hashtext(%s))")

    def release(self) -> None:
        self.execute("SELECT pg_advisory_unlock(hashtext(%s))")

    def execute(self, statement: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(statement, [self.name])

    def close(self) -> None:
        self.connection.close()


def holder(name: str) -> Holder:
    """The way of the database in use."""
    postgres = connection.vendor == "postgresql"
    return PostgresHolder(name) if postgres else FileHolder(name)


_depths = threading.local()


class Lock:
    """Nobody else is in a block of ``name``, in any process; close it in the end.

    The same thread may enter again: asking for an answer may find that the time of a
    page is up, and withdraw that page at once. Who has ``patience`` (seconds) for so
    long and no longer gets what the system raises then.
    """

    def __init__(self, name: str, patience: float = FOREVER) -> None:
        self.name = name
        self.patience = patience
        self.holder = holder(name)

    @property
    def depths(self) -> dict[str, Any]:
        """How often this thread has entered, by name."""
        return _depths.__dict__

    def __enter__(self) -> Self:
        if not self.depths.get(self.name):
            self.holder.acquire(self.patience)
        self.depths[self.name] = self.depths.get(self.name, 0) + 1
        return self

    def __exit__(self, *exception: object) -> None:
        self.depths[self.name] -= 1
        if not self.depths[self.name]:
            self.holder.release()

    def close(self) -> None:
        self.holder.close()
