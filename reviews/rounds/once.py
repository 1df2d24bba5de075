"""What one act, or one answer, reads once: it goes by what it read.

Under the locks of an act nobody but the act itself changes these.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

T = TypeVar("T")

_known: ContextVar[dict[Hashable, Any] | None] = ContextVar("known", default=None)


@contextmanager
def reading_once() -> Iterator[None]:
    """An act or an answer; one within another goes on with what that one knows."""
    known = _known.get()
    token = _known.set({} if known is None else known)
    try:
        yield
    finally:
        _known.reset(token)


def once(key: Hashable, read: Callable[[], T]) -> T:
    """What ``read`` gives, asked once an act; what was not there is asked for again."""
    known = _known.get()
    if known is None:
        return read()
    if known.get(key) is None:
        known[key] = read()
    found: T = known[key]
    return found


def remember(key: Hashable, value: object) -> None:
    """The act made ``value`` itself, or knows that it is another now (``None``)."""
    known = _known.get()
    if known is not None:
        known[key] = value
