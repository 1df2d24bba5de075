"""Whether this process can serve and write, part by part, for ``/readyz``."""

from __future__ import annotations

import logging
import os
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import FileSystemStorage, storages
from django.db import connection

from cms.cache import RedisCache

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OK = "baik"
HELPS = frozenset({"cache"})  # all goes on without these, only slower
LEAST_BYTES = 64 * 1024 * 1024  # of free disk
FRESH = 10  # seconds that an answer of a bucket holds

logger = logging.getLogger(__name__)


class ProbeError(Exception):
    """A part does not do its work; the message says why."""


def database() -> None:
    """One statement, on the connection that serves; a standby takes no writes."""
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_is_in_recovery()" if postgres else "SELECT 1")
        if postgres and cursor.fetchone()[0]:
            raise ProbeError("basis data hanya dapat dibaca")


def disk() -> None:
    """Where this server keeps files, if it keeps any, there is room for more."""
    for folder in folders():
        free = os.statvfs(folder)
        if free.f_bavail * free.f_frsize < LEAST_BYTES or is_full_of_files(free):
            raise ProbeError("penyimpanan hampir penuh")
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"siap")


def is_full_of_files(free: os.statvfs_result) -> bool:
    """Some file systems do not number their files (btrfs): none, and none left."""
    return bool(free.f_files) and not free.f_favail


def folders() -> Iterator[Path]:
    """The folders of SQLite and of files on disk, or what they will lie in."""
    used = (storages[alias] for alias in ("default", "private"))
    places = [one.location for one in used if isinstance(one, FileSystemStorage)]
    if connection.vendor == "sqlite":
        places.append(Path(settings.DATABASES["default"]["NAME"]).parent)
    for place in map(Path, places):
        yield next(one for one in (place, *place.parents) if one.is_dir())


def bucket() -> None:
    """Every bucket is there and answers."""
    for alias in settings.STORAGES:
        require = getattr(storages[alias], "require_bucket", None)
        if require is not None:
            require()


def helping_cache() -> None:
    backend: Any = cache._connections[cache._alias]  # type: ignore[attr-defined]
    if isinstance(backend, RedisCache):
        backend.ping()


class Remembered:
    """Asked once in :data:`FRESH` seconds, by one thread: others hear the last answer.

    Everybody may ask ``/readyz``, and a server that hangs takes a thread each time.
    """

    def __init__(self, probe: Callable[[], None]) -> None:
        self.probe = probe
        self.lock = threading.Lock()
        self.asked = float("-inf")
        self.fault: Exception | None = None

    def __call__(self) -> None:
        stale = time.monotonic() - self.asked > FRESH
        if stale and self.lock.acquire(blocking=False):
            try:
                self.ask()
            finally:
                self.lock.release()
        if self.fault is not None:
            raise self.fault

    def ask(self) -> None:
        try:
            self.probe()
            self.fault = None
        except Exception as error:  # noqa: BLE001 - told by whoever asked
            self.fault = error
        self.asked = time.monotonic()


PROBES: dict[str, Callable[[], None]] = {
    "database": database,
    "disk": disk,
    "bucket": Remembered(bucket),
    "cache": helping_cache,
}


def state_of(probe: Callable[[], None]) -> str:
    """:data:`OK`, or a word on what is wrong; whatever a server raises is a fault."""
    try:
        probe()
    except ProbeError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001
        logger.warning("A part does not answer: %s", error)
        return "tidak menjawab"
    return OK
