"""What wrk cannot see, measured within one process; prints one line of JSON.

``python -m bench.inside queries LISTS DETAILS SEARCH`` (files of addresses), or
``publish RUNS``, or ``raw-search SEARCH``; the database is that of ``VAR_DIR``.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit
from weakref import ReferenceType
from wsgiref.util import setup_testing_defaults

from cms.wsgi import application  # sets Django up; the order matters

# isort: split
import wagtail.signals
from django.db import connection
from django.db.models import signals
from django.dispatch import Signal

from pages import gate
from pages import signals as own_signals
from pages.models import BeritaPage
from pages.reading import state

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS = ("cms.", "pages.", "reviews.")
SAMPLE = 60
RAW_SEARCH = (
    "SELECT rowid FROM pages_searchindex WHERE pages_searchindex MATCH %s"
    " ORDER BY rank LIMIT 20"
)


def ask(url: str) -> int:
    """One anonymous request through the whole application; its status."""
    parts = urlsplit(url)
    environ: dict[str, Any] = {"PATH_INFO": parts.path, "QUERY_STRING": parts.query}
    setup_testing_defaults(environ)
    told: list[str] = []
    body = application(environ, lambda status, *rest: told.append(status))
    b"".join(body)
    if hasattr(body, "close"):
        body.close()
    return int(told[0].split()[0])


def count_queries(files: dict[str, Path]) -> dict[str, float]:
    """The most queries that one of :data:`SAMPLE` cold requests of a kind has asked."""
    most: dict[str, float] = {}
    for name, file in files.items():
        urls = file.read_text().split()[: SAMPLE + 1]
        if ask(urls[0]) == 200:
            most[name] = max(queries_of(url) for url in urls[1:])
    return most


def queries_of(url: str) -> int:
    """What the answer itself has asked.

    The version of the read side is asked for every :data:`state.MAX_AGE` seconds,
    whatever the requests; it is no request's own.
    """
    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        if sql != state.QUERY:
            asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        ask(url)
    return len(asked)


def time_publishing(runs: int) -> dict[str, float]:
    """Medians in milliseconds of one publication, ours and stock in turn."""
    gate.current().check_publication = lambda *args: None  # type: ignore[method-assign]
    pages = list(BeritaPage.objects.live().order_by("pk")[: 2 * runs + 2])
    took: dict[str, list[float]] = {"ours": [], "stock": []}
    for number, page in enumerate(pages):
        stock = number % 2 == 0
        with without_ours() if stock else nothing():
            seconds = publish(page, number)
        if number >= 2:  # the first of each only warms up
            took["stock" if stock else "ours"].append(seconds * 1000)
    return {name: statistics.median(found) for name, found in took.items()}


def publish(page: BeritaPage, number: int) -> float:
    """Seconds that it takes to publish a changed text; saving the draft is not in it."""
    page.title = f"{page.title} {number}"
    revision = page.save_revision()
    began = time.perf_counter()
    revision.publish()
    return time.perf_counter() - began


@contextmanager
def nothing() -> Iterator[None]:
    yield


@contextmanager
def without_ours() -> Iterator[None]:
    """Inside the block no receiver of this project hears of anything."""
    places = (signals, wagtail.signals, own_signals)
    found = {
        id(one): one
        for place in places
        for one in vars(place).values()
        if isinstance(one, Signal)
    }
    before = {key: signal.receivers for key, signal in found.items()}
    for signal in found.values():
        signal.receivers = [r for r in signal.receivers if not is_ours(r)]
        signal.sender_receivers_cache.clear()
    try:
        yield
    finally:
        for key, signal in found.items():
            signal.receivers = before[key]
            signal.sender_receivers_cache.clear()


def is_ours(entry: tuple[Any, ...]) -> bool:
    """Whether a signal's entry leads to a receiver of this project."""
    held = entry[1]
    receiver = held() if isinstance(held, ReferenceType) else held
    return str(getattr(receiver, "__module__", "")).startswith(OURS)


def time_raw_search(file: Path) -> dict[str, float]:
    """Milliseconds of SQLite's own ranked full-text query for the same words."""
    took = sorted(raw_search(words) for words in words_of(file)[:500])
    return {
        "raw search p50": took[len(took) // 2],
        "raw search p99": took[len(took) * 99 // 100],
    }


def raw_search(words: str) -> float:
    asked = " ".join(f'"{word}"' for word in words.split())
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(RAW_SEARCH, [asked])
        cursor.fetchall()
    return (time.perf_counter() - began) * 1000


def words_of(file: Path) -> list[str]:
    return [parse_qs(urlsplit(url).query)["q"][0] for url in file.read_text().split()]


def main(what: str, *arguments: str) -> dict[str, float]:
    if what == "queries":
        return count_queries({Path(name).stem: Path(name) for name in arguments})
    if what == "raw-search":
        return time_raw_search(Path(arguments[0]))
    return time_publishing(int(arguments[0]))


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
