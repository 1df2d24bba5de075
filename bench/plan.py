"""What is asked of whom."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Cell:
    """One load: the addresses of ``paths`` (a file's name) asked of ``server``."""

    key: str
    server: str
    paths: str
    connections: int = 16
    seconds: int = 0  # 0: as long as the run's others
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200


GZIP = {"Accept-Encoding": "gzip"}
# The validator is the one that the server itself gives for the address.
SAME = {"If-None-Match": "{etag}"}

# Stock search answers about once a second: few connections, and a long look.
FEW, LONG = 4, 10

# Those that are compared stand next to each other: they run one after the other.
CELLS = (
    Cell("bare list", "bare-wsgi", "list"),
    Cell("warm list", "api", "list"),
    Cell("bare detail", "bare-wsgi", "detail"),
    Cell("warm detail", "api", "detail"),
    Cell("warm details", "api", "details"),
    Cell("warm detail, gzip", "api", "detail", headers=GZIP),
    Cell("warm list, 304", "api", "list", headers=SAME, status=304),
    Cell("warm detail, 304", "api", "detail", headers=SAME, status=304),
    Cell("warm search", "api", "search"),
    Cell("v2 list", "stock", "v2-list"),
    Cell("v3 list", "stock", "v3-list"),
    Cell("cold list", "cold", "lists"),
    Cell("cold deep list", "cold", "deep"),
    Cell("v2 detail", "stock", "v2-details"),
    Cell("v3 detail", "stock", "v3-details"),
    Cell("cold detail", "cold", "details"),
    Cell("v2 search", "stock", "v2-search", FEW, LONG),
    Cell("v3 search", "stock", "v3-search", FEW, LONG),
    Cell("cold search", "cold", "search"),
    Cell("cold search, alone", "cold", "search", connections=1),
)
FILES = (
    Cell("nginx other", "nginx", "other"),
    Cell("nginx exported", "nginx", "exported"),
)
ASGI = (
    Cell("bare ASGI list", "bare-asgi", "list"),
    Cell("bare ASGI detail", "bare-asgi", "detail"),
)
# Searches are compared by words that find as many pages in either database: the same
# words would find a hundred times as many in the larger one.
GROWTH = {"list": "lists", "detail": "details", "search": "search-even"}


def alone(size: int) -> str:
    """One reader at a time searches a database of ``size``."""
    return f"search alone at {size}"


def growth(sizes: tuple[int, int]) -> tuple[Cell, ...]:
    """The cold loads on the smallest and on the largest database, in turn."""
    even = [
        Cell(f"{what} at {size}", f"cold-{size}", paths)
        for what, paths in GROWTH.items()
        for size in sizes
    ]
    same = [
        Cell(f"search, same words, at {size}", f"cold-{size}", "search")
        for size in sizes
    ]
    large = max(sizes)
    one = Cell(alone(large), f"cold-{large}", "search", connections=1)
    return (*even, *same, one)
