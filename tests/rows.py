"""Every row of the database; and those by which two states of it differ."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection, transaction

if TYPE_CHECKING:
    from django.db.models import Model

    Row = tuple[Any, ...]
    Rows = dict[str, list[Row]]

# Filled by triggers of the database; made by migrations, and never by a person.
LEFT_OUT = frozenset(
    {"wagtailsearch_indexentry_fts", "auth_permission", "django_content_type"}
)
# That somebody has logged in is no part of any situation.
SESSIONS = "cms_accountsession"
# What another process made got its numbers there; here they are still to be given.
TAKE_NUMBERS = """
    SELECT setval(s, GREATEST(%s, COALESCE(pg_sequence_last_value(s), 1)))
    FROM (SELECT pg_get_serial_sequence(%s, %s)::regclass AS s) AS of WHERE s IS NOT NULL
"""


@dataclass
class World:
    """The rows that a situation took away and added, and the object it is about."""

    model: type[Model]
    pk: Any
    gone: Rows
    added: Rows
    # On the clock of the machine, which all its processes share; in seconds.
    made: float
    lasts: float

    @property
    def is_old(self) -> bool:
        return time.monotonic() - self.made > self.lasts

    @transaction.atomic
    def put_back(self) -> None:
        with connection.cursor() as cursor:
            for table, rows in self.gone.items():
                place, key = primary_key(table)
                statement = f"DELETE FROM {table} WHERE {key} = %s"  # noqa: S608
                cursor.executemany(statement, [(row[place],) for row in rows])
            for table, rows in self.added.items():
                marks = ", ".join(["%s"] * len(rows[0]))
                statement = f"INSERT INTO {table} VALUES ({marks})"  # noqa: S608
                cursor.executemany(statement, rows)

    def take_numbers(self) -> None:
        """No row that is made here later gets the number of one of these."""
        if connection.vendor != "postgresql":
            return
        with connection.cursor() as cursor:
            for table, rows in self.added.items():
                place, key = primary_key(table)
                if isinstance(rows[0][place], int):
                    last = max(row[place] for row in rows)
                    cursor.execute(TAKE_NUMBERS, [last, table, key])


@cache
def tables() -> tuple[str, ...]:
    models = apps.get_models(include_auto_created=True)
    return tuple(sorted({model._meta.db_table for model in models} - LEFT_OUT))


def every_row() -> Rows:
    """All there is, as the database gives it."""
    found = {}
    with connection.cursor() as cursor:
        present = connection.introspection.table_names(cursor)
        for table in tables():
            if table in present:
                cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
                found[table] = cursor.fetchall()
    return found


def digest(rows: Rows) -> bytes:
    rows = {**rows, SESSIONS: []}
    whole = [(table, sorted(map(repr, each))) for table, each in rows.items()]
    return hashlib.sha256(repr(whole).encode()).digest()


def difference(made: Model, before: Rows, after: Rows, lasts: float) -> World:
    """What led from ``before`` to ``after``; good for ``lasts`` seconds."""
    gone, added = without(before, after), without(after, before)
    return World(type(made), made.pk, gone, added, time.monotonic(), lasts)


def without(these: Rows, those: Rows) -> Rows:
    """The rows of ``these`` that are not among ``those``."""
    left = {}
    for table, rows in these.items():
        known = set(map(repr, those[table]))
        if new := [row for row in rows if repr(row) not in known]:
            left[table] = new
    return left


@cache
def primary_key(table: str) -> tuple[int, str]:
    """Where the key stands in a row, and its name."""
    with connection.cursor() as cursor:
        name = connection.introspection.get_primary_key_column(cursor, table)
        columns = connection.introspection.get_table_description(cursor, table)
    return [column.name for column in columns].index(name), name
