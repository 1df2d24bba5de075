"""Nothing slow is done under a lock that others need.

Whoever changes what is public holds a row that every office waits for. Files may lie on
a server that hangs: so meanwhile they are not touched. What is not ready is left out,
and the queue makes it and has the page shown again.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_resting: ContextVar[bool] = ContextVar("resting", default=False)


@contextmanager
def files_at_rest() -> Iterator[None]:
    """No file is read or written inside, as far as it depends on us."""
    before = _resting.set(True)
    try:
        yield
    finally:
        _resting.reset(before)


def are_files_at_rest() -> bool:
    return _resting.get()
