"""A written order: to whom, what, by when."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django import forms

from reviews.engine.actions.disposisi import issue_disposisi, number_disposisi
from reviews.engine.forms import DeadlineField
from reviews.engine.kinds import Kind, register
from reviews.engine.steps.base import StepTask
from reviews.papers.disposisi import Disposisi
from reviews.papers.jabatan import local_date
from reviews.rounds import authority, progress
from reviews.sop.kinds import Jenis

if TYPE_CHECKING:
    from reviews.engine.kinds import Fields
    from reviews.papers.langkah import LangkahTask


class DisposisiTask(StepTask):
    """Perintah tertulis atasan: kepada siapa, apa, dan batas waktunya."""

    default_jenis = (Jenis.DISPOSISI,)

    class Meta:
        verbose_name = "langkah disposisi"
        verbose_name_plural = "langkah disposisi"


def disposisi_fields(task: LangkahTask) -> Fields:
    first = task.jabatan.select_related("instansi").first()
    people = authority.office_holders(first.instansi) if first else []
    return {
        "penerima": forms.MultipleChoiceField(
            label="Diteruskan kepada",
            choices=[(str(person.pk), str(person)) for person in people],
            initial=partial(likely_recipients, task),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Pilih sedikitnya satu penerima."},
        ),
        "instruksi": forms.MultipleChoiceField(
            label="Instruksi",
            choices=Disposisi.Instruksi.choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        ),
        "isi": forms.CharField(
            label="Isi disposisi",
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            max_length=4000,
        ),
        "sifat": forms.ChoiceField(
            label="Sifat naskah", choices=Disposisi.Sifat.choices
        ),
        "urgensi": forms.ChoiceField(
            label="Tingkat urgensi", choices=Disposisi.Urgensi.choices
        ),
        "batas_waktu": DeadlineField(
            local_date(first.instansi) if first else None,
            label="Batas waktu",
            required=False,
        ),
    }


def likely_recipients(task: LangkahTask) -> list[str]:
    """The holders of the next step: whom the sheet goes to nearly always."""
    following = progress.task_after(task)
    if following is None or not hasattr(following, "jabatan"):
        return []
    return [str(person.pk) for person in authority.holders(following)]


register(
    Kind(
        Jenis.DISPOSISI,
        DisposisiTask,
        "Disposisikan",
        asks=disposisi_fields,
        before=number_disposisi,
        after=issue_disposisi,
    )
)
