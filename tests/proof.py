"""How much of what is invented by the hundred is tried, as ``PROOF`` says."""

from __future__ import annotations

import os
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")

# The long proofs (``make test-deep``): the larger number of each.
DEEP = os.environ.get("PROOF") == "deep"
# On a second database, right after the first: what asks the database, and less of it.
AGAIN = os.environ.get("PROOF") == "again"


def examples(few: int, deep: int) -> int:
    """How many examples; a second time half of the few."""
    return deep if DEEP else few // 2 if AGAIN else few


def a_share(cases: Iterable[T]) -> Iterator[T]:
    """All of ``cases``; a second time every third."""
    return islice(cases, None, None, 3 if AGAIN else 1)
