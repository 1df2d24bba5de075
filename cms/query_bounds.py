"""What no query string may do to any endpoint, ours or Wagtail's.

Wagtail hands values to the database as they come: NUL is an error of PostgreSQL's, a
number above 2^63 one of SQLite's, and thousands of search words make one expression
too deep for either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import FieldDoesNotExist, FieldError, ValidationError
from django.db import DataError, OperationalError
from wagtail.search.backends.base import FilterError

from pages.parameters import MAX_OFFSET

if TYPE_CHECKING:
    from django.http import QueryDict

MAX_PARAMETERS = 100
MAX_LENGTH = 2000
MAX_SEARCH = 200
MAX_DEPTH = 10  # of brackets in v2's ``fields``

MISFIT = "Nilai parameter tidak dapat dibaca."
# What Django and the search raise over a value that fits no field.
MISFITS = (
    DataError,
    FieldDoesNotExist,
    FieldError,
    FilterError,
    OverflowError,
    RecursionError,
    ValidationError,
    ValueError,
)
# What SQLite's full-text search says of words that it cannot read.
NOT_A_SEARCH = (
    "fts5:",
    "unterminated string",
    "unknown special query",
    "malformed MATCH",
)


def fault_of(query: QueryDict) -> str | None:
    """What is wrong with ``query``, whatever the endpoint; ``None``: nothing."""
    pairs = [(name, value) for name, values in query.lists() for value in values]
    if len(pairs) > MAX_PARAMETERS:
        return f"Parameter terlalu banyak: paling banyak {MAX_PARAMETERS}."
    for name, value in pairs:
        if "\x00" in name + value:
            return "Karakter NUL tidak diperbolehkan."
        if len(value) > (MAX_SEARCH if name == "search" else MAX_LENGTH):
            return f"Nilai {name[:40]} terlalu panjang."
        if name == "offset" and is_above(value, MAX_OFFSET):
            return f"offset paling besar {MAX_OFFSET}."
        if name == "site" and not is_site(value):
            return "Tulis site sebagai host, atau host:port."
        if value.count("(") > MAX_DEPTH:
            return f"Tanda kurung terlalu banyak: paling banyak {MAX_DEPTH}."
    return None


def is_above(value: str, most: int) -> bool:
    """Whether ``value`` is a number, written in any script, larger than ``most``."""
    bare = value.strip()  # takes off more than ``int`` does
    return bare.isdecimal() and int(bare) > most


def is_site(value: str) -> bool:
    """A host, or ``host:port``: of another port Wagtail's API v3 makes a server error."""
    _, colon, port = value.partition(":")
    return not colon or (port.isascii() and port.isdecimal())


def is_misfit(error: Exception) -> bool:
    """Whether ``error`` is about the query, and not about the server.

    SQLite reports search words that it cannot parse as it does a lost database.
    """
    of_search = any(words in str(error) for words in NOT_A_SEARCH)
    unread = isinstance(error, OperationalError) and of_search
    return unread or isinstance(error, MISFITS)
