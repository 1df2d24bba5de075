"""What each kind of step is to the engine: declared once, in its file of engine/steps.

What a kind is in a document (its name, how a table is recognised as it) stands in
:mod:`reviews.sop.kinds`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.checks import Error
from django.core.exceptions import ImproperlyConfigured

from reviews.sop.kinds import Jenis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django import forms
    from django.core.checks import CheckMessage

    from reviews.engine.actions.putusan import Putusan
    from reviews.papers.jejak import Jejak
    from reviews.papers.langkah import LangkahTask

    Fields = dict[str, forms.Field]
    Answers = dict[str, Any]


def asks_nothing(task: LangkahTask) -> Fields:
    return {}


def nothing_before(putusan: Putusan, data: Answers) -> None:
    """Nothing of its own has to be true."""


def nothing_after(putusan: Putusan, row: Jejak) -> None:
    """Nothing hangs on it but the row of the trail."""


@dataclass(frozen=True)
class Kind:
    """One kind of step.

    ``task`` is the Wagtail task that a step of this kind becomes, where it is the
    step's first; ``button`` what its holder presses; ``asks`` the form's fields, whose
    answers the row keeps; ``shows`` the names of those that later readers see with it.
    ``before`` checks, and adds to what the trail keeps; ``after`` makes what hangs on
    the row. Both run inside the act, under its locks; a step of several kinds does
    the same ``after`` once.
    """

    jenis: Jenis
    task: type[LangkahTask]
    button: str
    asks: Callable[[LangkahTask], Fields] = asks_nothing
    shows: tuple[str, ...] = ()
    before: Callable[[Putusan, Answers], None] = nothing_before
    after: Callable[[Putusan, Jejak], None] = nothing_after

    @property
    def asks_words(self) -> bool:
        """Whether its form has fields of its own."""
        return self.asks is not asks_nothing


_kinds: dict[Jenis, Kind] = {}


def register(*kinds: Kind) -> None:
    """Raises ``ImproperlyConfigured`` for a kind that is there already."""
    for kind in kinds:
        if kind.jenis in _kinds:
            raise ImproperlyConfigured(f"The kind of step {kind.jenis} is there twice.")
        _kinds[kind.jenis] = kind


def kind_of(jenis: Jenis) -> Kind:
    return _kinds[jenis]


def kinds_of(task: LangkahTask) -> Iterable[Kind]:
    """The kinds of ``task``, the principal one first."""
    return (_kinds[jenis] for jenis in task.kinds)


def shown(task: LangkahTask, data: Answers) -> list[tuple[str, str]]:
    """Label and words of those answers in ``data`` that later readers see."""
    return [
        (str(field.label), str(data[name]))
        for kind in kinds_of(task)
        if kind.shows  # a form of another kind asks for its recipients, in vain
        for name, field in kind.asks(task).items()
        if name in kind.shows and data.get(name)
    ]


def check_kinds(**kwargs: Any) -> list[CheckMessage]:
    """Every kind that a document may name is declared to the engine."""
    return [
        Error(
            f"No file of reviews/engine/steps declares the kind of step {jenis}.",
            hint="docs/how-to/kinds-of-steps.md",
            id="reviews.E001",
        )
        for jenis in Jenis
        if jenis not in _kinds
    ]
