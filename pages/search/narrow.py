"""Searching within a list, and the plain query that the measurements compare with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pages.search.dialects import dialect
from pages.search.entry import filter_word
from pages.search.terms import terms

if TYPE_CHECKING:
    from pages.search.terms import Term

LIST_DEPTH = 2_000
NOTHING: tuple[str, list[Any]] = ("SELECT 0 WHERE 1 = 0", [])


def matching(q: str, jenis: str | None = None) -> tuple[str, list[Any]]:
    """SQL for the ids of the pages with the words of ``q``, and its parameters.

    A list is filtered, not ranked: the words as written, the last one perhaps
    unfinished. It costs no query of its own, so it knows no forms and slips. Of very
    frequent words it gives the newest :data:`LIST_DEPTH` pages (of ``jenis``).
    """
    found = terms(q)
    if not found:
        return NOTHING
    groups = [(as_written(term),) for term in found]
    needed = [filter_word("jenis", jenis)] if jenis else []
    expression = dialect().expression(groups, part="", needed=needed)
    return dialect().matching(expression, LIST_DEPTH)


def as_written(term: Term) -> str:
    return f"{term.text}*" if term.beginning else term.text
