"""What this process knows of the read side, and how old that knowledge may be.

A worker asks the database for the version at most every :data:`MAX_AGE` seconds; so
what was withdrawn is gone from every worker within that time, and from the worker's
own cache in the same instant as its version changes.
"""

from __future__ import annotations

import datetime as dt
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from pages.models import ReadRow
from pages.reading.dependents import pages_below
from pages.reading.refresh import refresh

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_AGE = 0.25  # seconds; the promise in docs/reference/api.md is one second
PATIENCE = 100  # milliseconds that a reader waits in order to take a page off
FOREVER = float("inf")
QUERY = (
    "SELECT nomor, berubah_pada, (SELECT MIN(berakhir_pada) FROM pages_readrow"
    " WHERE berakhir_pada IS NOT NULL) FROM pages_readversion WHERE id = 1"
)


@dataclass(frozen=True, slots=True)
class State:
    """The read side at one version; ``memo`` holds what is true of this version."""

    nomor: int
    changed: float  # epoch seconds
    expires: float  # when the first page's time is up
    read: float  # on the monotonic clock
    pending: bool = False  # a page's time is up, and its row is still there
    memo: dict[Any, Any] = field(default_factory=dict)


_state = State(0, 0.0, 0.0, -FOREVER)
_sweeping = Lock()


def current(max_age: float = 0.0) -> State:
    """The state as it was at most ``max_age`` seconds ago."""
    state = _state
    fresh = time.monotonic() - state.read <= max_age
    if fresh and (state.pending or time.time() < state.expires):
        return state
    return read_state()


def read_state() -> State:
    """Ask the database; take pages off whose time is up (one query, if there are none).

    Where a long write keeps that from being done now, the state is ``pending``:
    readers do not wait for it, they leave such pages out by themselves.
    """
    global _state  # noqa: PLW0603
    before = time.monotonic()
    nomor, changed, expires = fetch()
    if expires <= time.time() and sweep():
        nomor, changed, expires = fetch()
    memo = _state.memo if _state.nomor == nomor else {}
    pending = expires <= time.time()
    _state = State(nomor, changed, expires, before, pending, memo)
    return _state


def sweep() -> bool:
    """Take off what has expired, unless somebody is at it or the database is busy."""
    if not _sweeping.acquire(blocking=False):
        return False
    try:
        with hurried():
            refresh(expired())
    except OperationalError:
        return False
    finally:
        _sweeping.release()
    return True


@contextmanager
def hurried() -> Iterator[None]:
    """A transaction that gives up after :data:`PATIENCE` of waiting for another's."""
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if sqlite:
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            with transaction.atomic():
                if not sqlite:
                    cursor.execute(f"SET LOCAL lock_timeout = {PATIENCE}")
                yield
        finally:
            if sqlite:
                seconds = connection.settings_dict["OPTIONS"].get("timeout", 5)
                cursor.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")


def fetch() -> tuple[int, float, float]:
    with connection.cursor() as cursor:
        cursor.execute(QUERY)
        row = cursor.fetchone()
    if row is None:
        return 0, 0.0, FOREVER
    return int(row[0]), epoch(row[1]), epoch(row[2]) if row[2] else FOREVER


def epoch(value: Any) -> float:
    """A timestamp as the database's driver gives it: SQLite's is text, in UTC."""
    if isinstance(value, str):
        value = dt.datetime.fromisoformat(value)
    aware = value if value.tzinfo else value.replace(tzinfo=dt.UTC)
    return float(aware.timestamp())


def expired() -> set[int]:
    """Pages with a row whose time is up, and what lies below such an office."""
    found: set[int] = set()
    rows = ReadRow.objects.filter(berakhir_pada__lte=timezone.now())
    for row in rows.select_related("page"):
        is_office = row.jenis == ReadRow.Jenis.INSTANSI
        found |= pages_below(row.page) if is_office else {row.pk}
    return found
