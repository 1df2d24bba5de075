"""When a test has its turn, by what it does to the database and how long it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

LATE = 2  # of what is long, and empties the database


def in_turn(items: list[pytest.Item]) -> list[pytest.Item]:
    """Long ones first, so that no worker ends alone.

    Those that empty the database come after those that need what it holds; among what
    is left the long ones stand apart, for a worker takes a dozen tests at once.
    """
    ordered = sorted(items, key=turn)
    late = [item for item in ordered if turn(item) == LATE]
    before = [item for item in ordered if turn(item) < LATE]
    after = [item for item in ordered if turn(item) > LATE]
    share = len(after) // len(late) if late else 0
    for item in late:
        before += [item, *after[:share]]
        del after[:share]
    return before + after


def turn(item: pytest.Item) -> int:
    long = item.get_closest_marker("slow") or item.get_closest_marker("browser")
    if empties(item):
        return LATE if long else LATE + 1
    if long:
        return 0
    return 1 if asks_the_database(item) else LATE + 2


def empties(item: pytest.Item) -> bool:
    """Whether it commits, so that the database must be emptied after it."""
    marker = item.get_closest_marker("django_db")
    fixtures = {"transactional_db", "live_server"}
    used = fixtures.intersection(getattr(item, "fixturenames", ()))
    return bool(used or (marker and marker.kwargs.get("transaction")))


def is_asked_again(item: pytest.Item) -> bool:
    """Whether a second database may answer otherwise than the first."""
    elsewhere = item.get_closest_marker("browser") or item.get_closest_marker("first")
    return asks_the_database(item) and elsewhere is None


def asks_the_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "live_server"}
    used = fixtures.intersection(getattr(item, "fixturenames", ()))
    return bool(used) or item.get_closest_marker("django_db") is not None
