"""``docs/why/architecture.md`` says what happens at a save, and who hears of what."""

from __future__ import annotations

import ast
import re
import weakref
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import signals as of_models
from django.dispatch import Signal
from wagtail import signals as of_wagtail
from wagtail.models import Page, Task, get_page_models

import pages.signals
import reviews.events
from pages.errors import NaskahError
from pages.models import InstansiPage, NaskahPage
from pages.models.instansi import StructuralPage
from pages.signals import every
from reviews.models import LangkahTask

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.models import Model

ROOT = Path(__file__).parents[1]
OURS = ("cms.", "pages.", "reviews.")
GUARDS = ("guards.", "engine.guards.")
AT = {
    "save": (of_models.pre_save, of_models.post_save),
    "deletion": (of_models.pre_delete, of_models.post_delete),
    "change": (of_models.m2m_changed,),
    "move": (of_wagtail.pre_page_move, of_wagtail.post_page_move),
    "new slug": (of_wagtail.page_slug_changed,),
    "publication": (of_wagtail.page_published,),
    "unpublication": (of_wagtail.page_unpublished,),
    "cancellation": (of_wagtail.workflow_cancelled,),
    "end": (
        of_wagtail.task_approved,
        of_wagtail.task_rejected,
        of_wagtail.task_cancelled,
    ),
}
OF: dict[str, list[Any]] = {
    "page": every(Page),
    "page but text": every(Page, but=NaskahPage),
    "page but `InstansiPage`": every(Page, but=InstansiPage),
    "page of no type of ours": every(Page, but=(NaskahPage, StructuralPage)),
    "text": every(NaskahPage),
    "step": every(Task),
    "posts of a step": [step.jabatan.through for step in every(LangkahTask)],
}
MODELS = apps.get_models(include_auto_created=True)
BY_ID = {id(model): model for model in MODELS}
BY_NAME = {model.__name__: model for model in MODELS}
Heard = dict[tuple[str, str], set[Any]]


def live(signal: Signal) -> Iterator[tuple[Callable[..., Any], Any]]:
    """Our receivers of ``signal``, and the model that each is for (or ``None``)."""
    for (_, sender), found, _ in signal.receivers:
        receive = found() if isinstance(found, weakref.ReferenceType) else found
        if receive is not None and receive.__module__.startswith(OURS):
            yield receive, BY_ID.get(sender)


def shown(receive: Callable[..., Any]) -> str:
    """Its name without the app, as the page has it."""
    return f"{receive.__module__.partition('.')[2]}.{receive.__name__}"


def connected() -> Heard:
    found: Heard = defaultdict(set)
    for at, signals in AT.items():
        for signal in signals:
            for receive, model in live(signal):
                found[shown(receive), at].add(model)
    return dict(found)


def rows(columns: int) -> list[list[str]]:
    """The table of the section with so many columns, without its head."""
    text = (ROOT / "docs" / "why" / "architecture.md").read_text()
    section = text.partition("## What happens at a save\n")[2]
    lines = re.findall(r"^\|(.+)\|$", section, flags=re.MULTILINE)
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [row for row in cells if len(row) == columns][2:]


def names(cell: str) -> list[str]:
    return re.findall(r"`([\w.]+)`", cell)


def models(cell: str) -> list[type[Model]]:
    return OF[cell] if cell in OF else [BY_NAME[name] for name in names(cell)]


def test_no_page_type_is_left_out() -> None:
    assert set(every(Page)) == set(get_page_models())


def test_each_receiver_stands_at_its_models() -> None:
    told: Heard = defaultdict(set)
    for of, at, refused, then in rows(4):
        for name in names(f"{refused} {then}"):
            for moment in at.split(", "):
                told[name, moment].update(models(of))
    assert dict(told) == connected()


def test_what_refuses_stands_in_two_rooms() -> None:
    refusing = {name for row in rows(4) for name in names(row[2])}
    there = {name for name, _ in connected()}
    assert refusing == {name for name in there if name.startswith(GUARDS)}


def test_each_says_no_in_one_way() -> None:
    for room in ("pages/guards", "reviews/engine/guards"):
        for path in (ROOT / room).glob("*.py"):
            tree = ast.parse(path.read_text())
            module = import_module(f"{room.replace('/', '.')}.{path.stem}")
            for node in ast.walk(tree):
                if isinstance(node, ast.Raise):
                    assert isinstance(node.exc, ast.Call), path
                    error = getattr(module, ast.unparse(node.exc.func))
                    assert issubclass(error, NaskahError), (path, error)


def test_each_event_is_heard_by_those_who_are_named() -> None:
    told = {event: set(names(heard)) for event, heard in rows(2)}
    sent = {
        f"`{name}`": {shown(receive) for receive, _ in live(signal)}
        for room in (pages.signals, reviews.events)
        for name, signal in vars(room).items()
        if isinstance(signal, Signal)
    }
    assert told == sent
