"""Answers in this worker's memory, all of one version of the read side."""

from __future__ import annotations

from threading import Event, Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cms.front.entry import Entry

    Key = tuple[str, ...]


class Cache:
    """Entries by request, bounded in bytes; the oldest make room for new ones.

    There is no expiry by time: another version of the read side empties it, so an
    entry is right for as long as it can be found.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.version = 0
        self.entries: dict[Key, Entry] = {}
        self.size = 0
        self.lock = Lock()

    def get(self, version: int, key: Key) -> Entry | None:
        """The entry of ``key`` if it is of ``version``."""
        return self.entries.get(key) if version == self.version else None

    def put(self, version: int, key: Key, entry: Entry) -> None:
        """Keep ``entry``, which was made when ``version`` was the newest."""
        size = cost(key, entry)
        if size > self.limit:
            return
        with self.lock:
            if version != self.version:
                self.entries, self.size, self.version = {}, 0, version
            if key in self.entries:
                return
            while self.entries and self.size + size > self.limit:
                oldest = next(iter(self.entries))
                self.size -= cost(oldest, self.entries.pop(oldest))
            self.entries[key] = entry
            self.size += size


def cost(key: Key, entry: Entry) -> int:
    """Bytes that ``entry`` takes, with the caller's own words under which it lies."""
    return entry.size() + sum(map(len, key))


class SingleFlight:
    """Who is making which answer: others wait for it instead of making it again."""

    def __init__(self) -> None:
        self.under_way: dict[Any, Event] = {}
        self.lock = Lock()

    def join(self, key: Any) -> Event | None:
        """``None`` for whoever is first, and says when it is :meth:`done`; others may wait."""
        with self.lock:
            if key in self.under_way:
                return self.under_way[key]
            self.under_way[key] = Event()
            return None

    def done(self, key: Any) -> None:
        """The answer of ``key`` is made, or cannot be."""
        with self.lock:
            self.under_way.pop(key).set()
