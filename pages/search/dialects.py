"""The index itself, on each database: made, filled, asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.db import connection

from pages.search.postgres import Postgres
from pages.search.sqlite import SQLite

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    # All of these must be found; of each, one of the phrases.
    Groups = Sequence[Sequence[str]]
    Span = tuple[int, int]  # the first and the last key


class Dialect(Protocol):
    begins: str  # SQL for "a word is like %s"
    wildcard: str

    def create(self, cursor: Any) -> None: ...

    def drop(self, cursor: Any) -> None: ...

    def insert(self, cursor: Any, rows: Sequence[tuple[Any, ...]]) -> None: ...

    def faults(self, cursor: Any) -> list[str]: ...

    def expression(self, groups: Groups, *, part: str, needed: Sequence[str]) -> str:
        """A full-text query; ``part`` is judul or empty, ``needed`` are filter words."""

    def hits(
        self,
        tier: int,
        limit: int,
        expression: str,
        span: Span,
        *,
        part: str,
        scored: bool,
    ) -> tuple[str, list[Any]]:
        """SQL for the newest hits: k (key), t (``tier``), s (score, the lower the better)."""

    def matching(self, expression: str, limit: int) -> tuple[str, list[Any]]:
        """SQL for the page ids of the newest hits."""


DIALECTS: dict[str, Dialect] = {"sqlite": SQLite(), "postgresql": Postgres()}


def dialect() -> Dialect:
    return DIALECTS[connection.vendor]
