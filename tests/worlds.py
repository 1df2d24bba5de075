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
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from threading import current_thread, main_thread
from types import NoneType
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import time_machine
from django.conf import UserSettingsHolder, settings
from django.core import mail
from django.db import connection, transaction
from django.db.models import Min, Model
from django.utils import timezone, translation

from pages import gate
from reviews.papers.langkah import LangkahTaskState
from tests import shelf
from tests.rows import SESSIONS, World, difference, digest, every_row

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

M = TypeVar("M", bound=Model)
P = ParamSpec("P")

MOST = 1000  # situations that a process keeps
FRESH = 600  # seconds
# Seconds that a step under way has left, at least, when a situation is put back: the
# shortest has five minutes, and must not be late when the test comes to it.
LEFT = 100
NO_WRITES = ("SELECT", "BEGIN", "SAVEPOINT", "RELEASE", "PRAGMA")
LOGIN = (SESSIONS, 'SET "last_login"')
# Every test has its own (see ``own_media``); what writes there is not kept.
OWN_PLACES = frozenset({"MEDIA_ROOT", "STORAGES"})

PLAIN = (str, int, bool, dt.date, NoneType)
is_travelling = time_machine.escape_hatch.is_travelling

# Everything by the real code: for what asks which test runs which line.
ANEW = os.environ.get("WORLDS_ANEW") == "1"
_kept: dict[Hashable, World] = {}
# What the database holds when a test begins, as long as each takes back what it did.
_begins_with: bytes | None = None


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
    global test, _begins_with
    before, here = test, Test(replaced, alone)
    test = here
    with connection.execute_wrapper(here.watch):
        yield
    test = before
    if not alone:
        _begins_with = None


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
    key = (name, *surroundings(), state_of(here))
    if world := found(key):
        return put_back(key, world)
    if not known or len(_kept) >= MOST:
        return make()
    before, outside = every_row(), beyond_rows()
    with transaction.atomic():
        made = make()
        if beyond_rows() != outside:
            return made
        world = difference(made, before, every_row(), seconds_good())
        # Put back the first time too: no test is the only one to see another way.
        transaction.set_rollback(True)
    return put_back(key, keep(key, world))


def state_of(here: Test) -> bytes:
    """What the database holds, read as seldom as can be."""
    global _begins_with
    if not here.alone:
        return digest(every_row())
    if here.state is None and not here.untouched:
        return digest(every_row())
    if here.state is None:
        _begins_with = _begins_with or digest(every_row())
    return here.state or _begins_with


def found(key: Hashable) -> World | None:
    """A situation that is good still, made by this process or another."""
    if (world := _kept.get(key)) and not world.is_old:
        return world
    return keep(key, world) if (world := shelf.take(key)) else None


def keep(key: Hashable, world: World) -> World:
    """``world``, or another process's that was first: all go on from the same rows."""
    _kept[key] = shelf.put(key, world)
    _kept[key].take_numbers()
    return _kept[key]


def put_back(key: Hashable, world: World) -> Any:
    world.put_back()
    # One made again is another: what was made after the first does not follow it.
    test.state = hashlib.sha256(repr((key, world.made)).encode()).digest()
    return world.model._base_manager.get(pk=world.pk)


def seconds_good() -> float:
    """How long what is there now stays as it is: until the first step is late."""
    under_way = LangkahTaskState.objects.filter(
        status=LangkahTaskState.STATUS_IN_PROGRESS, jatuh_tempo__gt=timezone.now()
    )
    if not (soonest := under_way.aggregate(at=Min("jatuh_tempo"))["at"]):
        return FRESH
    return min(FRESH, (soonest - timezone.now()).total_seconds() - LEFT)


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
