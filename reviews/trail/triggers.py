"""Rows that are written once: the database itself refuses to change or delete them.

Whoever owns the database can take the triggers off; then the chain, its signatures and
what hangs on it say so. SQLite drops them with a table that a migration rebuilds, so they
are put back after each ``migrate``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper

WRITTEN_ONCE = ("Jejak", "IsiNaskah")
SAID = "Baris jejak tidak diubah dan tidak dihapus."
FUNCTION = f"""
CREATE OR REPLACE FUNCTION naskah_sekali_tulis() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{SAID}'; END $$ LANGUAGE plpgsql
"""
POSTGRES = """
CREATE OR REPLACE TRIGGER {name} BEFORE {act} ON {table}
FOR EACH ROW EXECUTE FUNCTION naskah_sekali_tulis()
"""
SQLITE = f"""
CREATE TRIGGER IF NOT EXISTS {{name}} BEFORE {{act}} ON {{table}}
BEGIN SELECT RAISE(ABORT, '{SAID}'); END
"""


def put_on(connection: BaseDatabaseWrapper) -> None:
    """On every table that is written once; what is there already stays."""
    postgres = connection.vendor == "postgresql"
    there = connection.introspection.table_names()  # a migration may stop before
    with connection.cursor() as cursor:
        if postgres:
            cursor.execute(FUNCTION)
        for name, act, table in each():
            if table not in there:
                continue
            statement = POSTGRES if postgres else SQLITE
            cursor.execute(statement.format(name=name, act=act, table=table))


def take_off(connection: BaseDatabaseWrapper) -> None:
    """For what empties a whole database, and for whoever owns it."""
    with connection.cursor() as cursor:
        for name, _, table in each():
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def each() -> Iterator[tuple[str, str, str]]:
    """The name of each trigger, what it refuses, and on which table."""
    for model in WRITTEN_ONCE:
        table = apps.get_model("reviews", model)._meta.db_table
        for act in ("UPDATE", "DELETE"):
            yield f"{table}_{act.lower()}", act, table
