"""What one act, or one answer, reads once: it goes by what it read.

Under the locks of an act nobody but the act itself changes what :func:`once` keeps. An
answer (a GET) writes at most that something was read, so it keeps more:
:func:`once_an_answer`.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

T = TypeVar("T")


class Known(NamedTuple):
    """What has been read, and whether it was for an answer."""

    facts: dict[Hashable, Any]
    answer: bool


_known: ContextVar[Known | None] = ContextVar("known", default=None)


@contextmanager
def reading_once(*, answer: bool = False) -> Iterator[None]:
    """An act or an answer; one within its like goes on with what that one knows."""
    known = _known.get()
    goes_on = known is not None and known.answer == answer
    token = _known.set(known if goes_on else Known({}, answer))
    try:
        yield
    finally:
        _known.reset(token)


def once(key: Hashable, read: Callable[[], T]) -> T:
    """What ``read`` gives, asked once an act; what was not there is asked for again."""
    known = _known.get()
    if known is None:
        return read()
    if known.facts.get(key) is None:
        known.facts[key] = read()
    found: T = known.facts[key]
    return found


def once_an_answer(key: Hashable, read: Callable[[], T]) -> T:
    """What ``read`` gives, asked once where nothing changes; an act asks each time."""
    known = _known.get()
    if known is None or not known.answer:
        return read()
    if key not in known.facts:
        known.facts[key] = read()
    found: T = known.facts[key]
    return found


def remember(key: Hashable, value: object) -> None:
    """The act made ``value`` itself, or knows that it is another now (``None``)."""
    known = _known.get()
    if known is not None:
        known.facts[key] = value
