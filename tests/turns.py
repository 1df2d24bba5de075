"""When a test has its turn, by what it does to the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def turn(item: pytest.Item) -> int:
    """Long ones first, so that no worker ends alone.

    Those that empty the database come after those that need what it holds.
    """
    long = item.get_closest_marker("slow") or item.get_closest_marker("browser")
    if empties(item):
        return 2 if long else 3
    if long:
        return 0
    return 1 if asks_the_database(item) else 4


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
