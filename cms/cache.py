"""Redis as a help: what it does not answer was never kept, and nobody waits for it."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any

from django.core.cache.backends import redis as stock
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = 1  # that one question may take
PAUSE = 5  # seconds without a question, once it did not answer

logger = logging.getLogger(__name__)


def or_else(name: str, answer: Callable[..., Any]) -> Any:
    """Django's method of that name; ``answer`` says what an empty cache would."""
    ask = getattr(stock.RedisCacheClient, name)

    def tried(self: ForgetfulClient, *arguments: Any) -> Any:
        if time.monotonic() < self.silent_until:
            return answer(*arguments)
        try:
            return ask(self, *arguments)
        except RedisError as error:
            logger.warning("Redis does not answer: %s", error)
            self.silent_until = time.monotonic() + PAUSE
            return answer(*arguments)

    return tried


def no(*arguments: Any) -> bool:
    return False


def nothing(*arguments: Any) -> None:
    return


def unknown_key(key: Any, *arguments: Any) -> None:
    raise ValueError(f"Key {key!r} not found.")


class ForgetfulClient(stock.RedisCacheClient):
    """Django's, with little patience."""

    silent_until = 0.0

    add = or_else("add", no)
    get = or_else("get", lambda key, default: default)
    set = or_else("set", nothing)
    touch = or_else("touch", no)
    delete = or_else("delete", no)
    get_many = or_else("get_many", lambda keys: {})
    has_key = or_else("has_key", no)
    incr = or_else("incr", unknown_key)
    set_many = or_else("set_many", nothing)
    delete_many = or_else("delete_many", nothing)
    clear = or_else("clear", no)

    def __init__(self, servers: Any, **options: Any) -> None:
        patience: dict[str, Any] = {
            "socket_connect_timeout": SECONDS,
            "socket_timeout": SECONDS,
            "retry": Retry(NoBackoff(), 0),
        }
        super().__init__(servers, **patience, **options)


class RedisCache(stock.RedisCache):
    """Django's; :meth:`ping` raises what its server does."""

    _cache: Any

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = ForgetfulClient

    def ping(self) -> None:
        self._cache.get_client(None).ping()
