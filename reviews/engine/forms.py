"""What a step asks of its holder; one small form for each kind, put together.

The forms validate twice: in the modal, and again inside the action, because the
editor posts the modal's answers as raw JSON.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from reviews.engine.kinds import kind_of
from reviews.sop.kinds import Jenis

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from pages.models import NaskahPage
    from reviews.papers.langkah import LangkahTask
    from reviews.papers.laporan import Berkas

Fields = dict[str, forms.Field]


MAX_YEARS = 2

# The return target that is no step.
TO_DRAFTER = "penyusun"


class IsoDateField(forms.DateField):
    """A date that leaves the form as ISO 8601 text, fit for JSON."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self, value: Any) -> str | None:
        date: dt.date | None = super().clean(value)
        return date.isoformat() if date else None


class DeadlineField(IsoDateField):
    """A day that is not over yet where the office stands, and not years away.

    Working time is added up year by year each time that somebody looks at it.
    """

    def __init__(self, earliest: dt.date | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.earliest = earliest

    def clean(self, value: Any) -> str | None:
        date: str | None = super().clean(value)
        if date and self.earliest and date < self.earliest.isoformat():
            raise forms.ValidationError("Batas waktu tidak boleh sudah lewat.")
        if date and self.earliest and date > latest(self.earliest).isoformat():
            raise forms.ValidationError(
                f"Batas waktu paling lama {MAX_YEARS} tahun lagi."
            )
        return date


def latest(day: dt.date) -> dt.date:
    return day.replace(year=day.year + MAX_YEARS, day=min(day.day, 28))


class LangkahForm(forms.Form):
    """Carries the digest the reader had in view; a decision on other text is refused."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    unasked: Collection[str] = ()

    def clean(self) -> dict[str, Any]:
        """What an older form still asked for is taken, and kept by nobody."""
        given = super().clean() or {}
        return {key: given[key] for key in given if key not in self.unasked}


def form_for(
    task: LangkahTask, action: str, obj: NaskahPage | Berkas | None = None
) -> type[forms.Form]:
    """The form class for ``action`` (``approve`` or ``reject``) on ``task``.

    Of ``obj`` that goes live at an hour of its own, nobody can report yet.
    """
    fields = return_fields(task) if action == "reject" else approve_fields(task)
    unasked = set()
    if "laporan" in fields and obj and is_for_later(obj):
        fields["laporan"] = forms.CharField(required=False, widget=forms.HiddenInput)
        unasked.add("laporan")
    return type("LangkahForm", (LangkahForm,), {**fields, "unasked": unasked})


def is_for_later(obj: NaskahPage | Berkas) -> bool:
    """Whether the draft of ``obj`` waits for its hour once it is through."""
    revision = obj.get_latest_revision()
    hour = (
        parse_datetime(revision.content.get("go_live_at") or "") if revision else None
    )
    return hour is not None and hour > timezone.now()


def return_fields(task: LangkahTask) -> Fields:
    targets = [(str(target.pk), target.name) for target in task.return_targets()]
    if task.returns_to_drafter:
        targets.append((TO_DRAFTER, "Penyusun naskah"))
    return {
        "tujuan": forms.ChoiceField(
            label="Dikembalikan ke",
            choices=targets,
            error_messages={"required": "Pilih langkah tujuan pengembalian."},
        ),
        "alasan": forms.CharField(
            label="Alasan dan yang perlu diperbaiki",
            widget=forms.Textarea(attrs={"rows": 4}),
            max_length=4000,
            error_messages={"required": "Tuliskan alasan pengembalian."},
        ),
    }


def approve_fields(task: LangkahTask) -> Fields:
    fields: Fields = {}
    for kind in (*task.kinds, *companion_kinds(task)):
        fields.update(kind_of(kind).asks(task))
    fields["catatan"] = forms.CharField(
        label="Catatan",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=4000,
    )
    return fields


def companion_kinds(task: LangkahTask) -> tuple[Jenis, ...]:
    """What the publishing step does after publication (seed 002: the laporan)."""
    if Jenis.PUBLIKASI not in task.kinds or task.sop is None:
        return ()
    after = task.sop.alur.sesudah_tayang
    return after[0].jenis if after and after[0].nomor == task.nomor else ()


def offered(field: forms.ChoiceField) -> dict[str, str]:
    """Key and label of each choice of ``field``."""
    pairs: Any = field.choices  # typed for groups too, which these forms have not
    return {str(key): str(label) for key, label in pairs}
