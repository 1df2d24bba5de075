"""What changes by no step of a round leaves its row too: terms of office, and names.

What an approved text is surrounded by is not in its digest; so that nobody changes it
unseen, each change is written down, with who made it where that is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.signals import post_delete, post_save, pre_save
from taggit.models import Tag
from wagtail.log_actions import get_active_log_context
from wagtail.models import Site

from pages.models import InstansiPage
from pages.models.kategori import Kategori
from pages.signals import receiver_of, unless_raw
from reviews.papers.jabatan import PemangkuJabatan
from reviews.papers.jejak import Jejak
from reviews.trail.append import append
from reviews.trail.record import display_name
from reviews.trail.stated import KEY, KIND, Statement, statement, stored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.contrib.auth.models import User
    from django.db.models import Model

Aksi = Jejak.Aksi
# Of each model that is noted: the kind of act, and whose trail it is written to.
NOTED: dict[type[Model], tuple[Aksi, Callable[[Any], InstansiPage | None]]] = {
    PemangkuJabatan: (Aksi.MASA, lambda term: term.jabatan.instansi),
    Kategori: (Aksi.NAMA, lambda kategori: None),
    InstansiPage: (Aksi.NAMA, lambda office: office),
    Tag: (Aksi.NAMA, lambda tag: None),
    Site: (Aksi.NAMA, lambda site: None),
}


@receiver_of(pre_save, NOTED)
@unless_raw
def remember(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """What is stored of it, before it is written over."""
    instance.stood = stored(instance)


@receiver_of(post_save, NOTED)
@unless_raw
def note_save(sender: type, instance: Any, *, created: bool, **kwargs: Any) -> None:
    typed = created and sender is Tag  # with a text, whose own acts say so
    if not typed:
        note(instance, before=instance.stood)


@receiver_of(post_delete, NOTED)
def note_removal(sender: type, instance: Any, **kwargs: Any) -> None:
    note(instance, before=statement(instance))


def note_new(things: Iterable[Model]) -> None:
    """The same of rows that were written at once, without signals."""
    for thing in things:
        note(thing, before={})


def note(thing: Any, before: Statement) -> None:
    now = stored(thing)
    if now == before:
        return
    aksi, office_of = NOTED[type(thing)]
    user: User | None = get_active_log_context().user
    append(
        office_of(thing),
        aksi=aksi,
        pelaku=user.pk if user else None,
        nama=display_name(user),
        data={"hal": str(thing), **changes(before, now)},
        tentang=lambda: [stored(thing)],
    )


def changes(before: Statement, now: Statement) -> dict[str, Any]:
    """What was said, and what is said now, of that which changed."""
    names = (before.keys() | now.keys()) - {KIND, KEY, "uuid", "translation_key"}
    changed = sorted(name for name in names if before.get(name) != now.get(name))
    return {
        label: said
        for label, one in (("dari", before), ("menjadi", now))
        if (said := {name: one[name] for name in changed if name in one})
    }
