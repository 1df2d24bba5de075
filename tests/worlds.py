"""Situations made once by the real code; afterwards their rows are put back.

An adopted SOP costs 400 queries, a published text a thousand more. The first test that
wants one makes it as an office does; later ones get the rows that this left, but only
where the real code would have left the same: in a database that holds the very same
rows, on the same day, under the same settings. Elsewhere it is made anew.

Which rows the database holds is read once a test, and known from then on as long as
nothing but situations writes to it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import time
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial, wraps
from pathlib import Path
from threading import current_thread, main_thread
from types import NoneType
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import time_machine
from django.apps import apps
from django.conf import UserSettingsHolder, settings
from django.core import mail
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone, translation

from pages import gate

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    Row = tuple[Any, ...]
    Rows = dict[str, list[Row]]

M = TypeVar("M", bound=Model)
P = ParamSpec("P")

MOST = 1000  # situations that a process keeps
# Seconds; the shortest step has five minutes, and must not be late when it begins.
FRESH = 200
# Filled by triggers of the database; made by migrations, and never by a person.
LEFT_OUT = frozenset(
    {"wagtailsearch_indexentry_fts", "auth_permission", "django_content_type"}
)
NO_WRITES = ("SELECT", "BEGIN", "SAVEPOINT", "RELEASE", "PRAGMA")
# That somebody has logged in is no part of any situation.
SESSIONS = "cms_accountsession"
LOGIN = (SESSIONS, 'SET "last_login"')
# Every test has its own (see ``own_media``); what writes there is not kept.
OWN_PLACES = frozenset({"MEDIA_ROOT", "STORAGES"})

PLAIN = (str, int, bool, dt.date, NoneType)
is_travelling = time_machine.escape_hatch.is_travelling

# Everything by the real code: for what asks which test runs which line.
ANEW = os.environ.get("WORLDS_ANEW") == "1"
_kept: dict[Hashable, World] = {}


@dataclass
class Test:
    """What is known within one test, of which there is one at a time."""

    # Whether it has replaced a part that making a situation may go through.
    replaced: Callable[[], bool] = bool
    # Whether nobody else writes to the database that it sees.
    alone: bool = False
    state: bytes | None = None
    untouched: bool = True

    def watch(
        self, execute: Any, sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        if not sql.startswith(NO_WRITES) and not any(part in sql for part in LOGIN):
            self.state, self.untouched = None, False
        return execute(sql, params, many, context)


test = Test()


@contextmanager
def within(replaced: Callable[[], bool], *, alone: bool) -> Iterator[None]:
    """A test, from its beginning to its end."""
    global test
    before, here = test, Test(replaced, alone)
    test = here
    with connection.execute_wrapper(here.watch):
        yield
    test = before


@dataclass
class World:
    """The rows that a situation took away and added, and the object it is about."""

    model: type[Model]
    pk: Any
    gone: Rows
    added: Rows
    made: float  # on the monotonic clock

    @property
    def is_old(self) -> bool:
        return time.monotonic() - self.made > FRESH

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


def once(make: Callable[P, M]) -> Callable[P, M]:
    """Keep what ``make`` leaves in the database, for each of its arguments.

    They are all that it depends on beside the database and ``surroundings``. What
    writes files, sends mail or waits for the commit is made anew each time.
    """

    @wraps(make)
    def maybe(*args: P.args, **kwargs: P.kwargs) -> M:
        names = [*map(named, args), *(named(value) for value in kwargs.values())]
        if None in names or not is_ordinary():
            return make(*args, **kwargs)
        return kept(
            (make.__module__, make.__qualname__, *names, *kwargs),
            partial(make, *args, **kwargs),
        )

    return maybe


def is_ordinary() -> bool:
    """Whether nothing here is unlike what it was when a situation was first made."""
    alone = current_thread() is main_thread()
    return alone and not (ANEW or test.replaced() or is_travelling())


def named(value: Any) -> Hashable:
    """What tells ``value`` from others; None if nothing does."""
    if isinstance(value, Model):
        return (value._meta.label, value.pk)
    return (type(value), value) if isinstance(value, PLAIN) else None


def kept(name: Hashable, make: Callable[[], M]) -> M:
    here = test
    known = here.untouched or here.state is not None
    state = here.state if here.alone else None
    key = (name, *surroundings(), state or digest(every_row()))
    if key not in _kept or _kept[key].is_old:
        if not known or len(_kept) >= MOST:
            return make()
        before, outside = every_row(), beyond_rows()
        with transaction.atomic():
            made = make()
            if beyond_rows() != outside:
                return made
            _kept[key] = difference(made, before, every_row())
            # Put back the first time too: no test is the only one to see another way.
            transaction.set_rollback(True)
    world = _kept[key]
    world.put_back()
    # One made again is another: what was made after the first does not follow it.
    here.state = hashlib.sha256(repr((key, world.made)).encode()).digest()
    return world.model._base_manager.get(pk=world.pk)


def surroundings() -> Iterator[Hashable]:
    """What else decides about what is made: day, language, gate, changed settings."""
    yield timezone.localdate()
    yield translation.get_language()
    yield type(gate.current())
    changed, holder = {}, settings._wrapped
    while isinstance(holder, UserSettingsHolder):
        changed = {**vars(holder), **changed}
        holder = holder.default_settings
    yield repr(
        sorted(
            (name, value)
            for name, value in changed.items()
            if name.isupper() and name not in OWN_PLACES
        )
    )


def beyond_rows() -> tuple[set[tuple[str, float]], int, int]:
    """Files, mails and acts that wait for the commit: none of it is put back."""
    folders = (settings.MEDIA_ROOT, settings.STORAGES["private"]["OPTIONS"]["location"])
    files = {
        (str(path), path.stat().st_mtime)
        for folder in folders
        for path in Path(folder).rglob("*")
    }
    return files, len(getattr(mail, "outbox", ())), len(connection.run_on_commit)


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


def difference(made: Model, before: Rows, after: Rows) -> World:
    gone, added = without(before, after), without(after, before)
    return World(type(made), made.pk, gone, added, time.monotonic())


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
