"""What happens to content, told to whoever listens; and how to listen to models.

An event is sent in the transaction of what it tells of: a listener's rows stand or fall
with it, and a listener's error undoes it. Slow work: ``on_commit``, or the queue.
``docs/why/architecture.md`` lists who listens to which, and to the saves of which models.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from django.apps import apps
from django.dispatch import Signal, receiver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db.models import Model

    M = TypeVar("M", bound=Model)
    R = TypeVar("R", bound=Callable[..., None])


class Peristiwa(StrEnum):
    """What happened to a public page."""

    TAYANG = "tayang"  # it appeared
    KOREKSI = "koreksi"  # its own text is another one
    BERUBAH = "berubah"  # something it shows changed: office, category, link, path
    TARIK = "tarik"  # it is gone


@dataclass(frozen=True)
class PublicChange:
    """One change of what the public sees; ``path`` is the new one, if there is one."""

    peristiwa: Peristiwa
    page_id: int
    jenis: str
    instansi_id: int | None
    path: str
    path_sebelum: str
    digest: str


# What the public sees has changed. Given: changes (a list of PublicChange).
public_changed = Signal()
# A page of ours was saved whole, with its tags and the paths of what lies below it:
# ``post_save`` comes before these are written. Given: instance, update_fields.
page_written = Signal()
# What the public is shown of an image or a document is all there now. Given: item.
file_completed = Signal()
# Files are put into another collection by ``update()``, as Wagtail's bulk action does.
# Given: files, the rows as they are; instance, whose ``collection`` they go to.
files_moved = Signal()


def every(
    base: type[M], but: type[Model] | tuple[type[Model], ...] = ()
) -> list[type[M]]:
    """All models made from ``base``, itself among them, ours or another app's.

    Django refuses the question (``AppRegistryNotReady``) while some are still missing.
    """
    found = [model for model in apps.get_models() if issubclass(model, base)]
    return [model for model in found if not issubclass(model, but)]


def receiver_of(
    signals: Signal | list[Signal], senders: Iterable[type[Model]]
) -> Callable[[R], R]:
    """Django's ``receiver`` for several senders: no other model's save is heard."""

    def connect(receive: R) -> R:
        for sender in senders:
            receiver(signals, sender=sender)(receive)
        return receive

    return connect


def unless_raw(receive: R) -> R:
    """``receive``, but not of fixtures: they come in no order and bring all they need.

    After ``loaddata`` of pages alone, ``manage.py rebuild_reading`` makes the rest.
    """

    @wraps(receive)
    def received(*args: Any, **kwargs: Any) -> None:
        if not kwargs.get("raw"):
            receive(*args, **kwargs)

    return received  # type: ignore[return-value]
