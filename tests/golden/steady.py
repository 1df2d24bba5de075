"""A clock that stands, and chance that repeats: the same story gives the same bytes."""

from __future__ import annotations

import datetime as dt
import os
import random
from contextlib import contextmanager
from typing import TYPE_CHECKING
from unittest.mock import patch

import time_machine

if TYPE_CHECKING:
    from collections.abc import Iterator

# A working day, before office hours in no zone of the country.
BEGINNING = dt.datetime(2026, 3, 2, 2, 0, tzinfo=dt.UTC)


class Clock:
    """Each act takes a few minutes."""

    def __init__(self, travelling: time_machine.Coordinates) -> None:
        self.travelling = travelling

    def go_on(self, **time: float) -> None:
        self.travelling.shift(dt.timedelta(**(time or {"minutes": 3})))


@contextmanager
def steady() -> Iterator[Clock]:
    chance = random.Random(8785)  # noqa: S311 - no secret of anybody
    draw = chance.randbytes
    with (
        patch.object(os, "urandom", draw),
        patch.object(random, "_urandom", draw),
        time_machine.travel(BEGINNING, tick=False) as travelling,
    ):
        yield Clock(travelling)
