"""Answers that Django made, shared by all workers where there is a Redis for it.

A row is read as quickly as Redis answers, so what comes from rows is not put there.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Protocol

from django.conf import settings
from django.core.cache import cache

from pages.reading.answer import etag_of

if TYPE_CHECKING:
    from cms.front.entry import Entry

# Anyone may ask for ever new addresses: what lies in Redis for them stays small.
LIFETIME = 300  # seconds
LARGEST = 256 * 1024  # bytes of an entry

logger = logging.getLogger(__name__)
REDIS = "cms.cache.RedisCache"


class Shared(Protocol):
    def get(self, version: int, key: Any) -> Entry | None: ...
    def put(self, version: int, key: Any, entry: Entry) -> None: ...


class Alone:
    """No other worker is asked."""

    def get(self, version: int, key: Any) -> Entry | None:
        return None

    def put(self, version: int, key: Any, entry: Entry) -> None:
        return


class InRedis:
    """The project's cache, under the version and the request."""

    def get(self, version: int, key: Any) -> Entry | None:
        try:
            found: Entry | None = cache.get(name(version, key))
        except Exception:  # noqa: BLE001 - whatever a lost server raises is a miss
            logger.warning("The shared cache does not answer")
            return None
        return found

    def put(self, version: int, key: Any, entry: Entry) -> None:
        if entry.size() > LARGEST:
            return
        try:
            cache.set(name(version, key), entry, LIFETIME)
        except Exception:  # noqa: BLE001
            logger.warning("The shared cache takes nothing")


def name(version: int, key: Any) -> str:
    return f"front:{version}:{etag_of(repr(key).encode())}"


def shared_cache() -> Shared:
    """Redis where it is configured."""
    return InRedis() if settings.CACHES["default"]["BACKEND"] == REDIS else Alone()
