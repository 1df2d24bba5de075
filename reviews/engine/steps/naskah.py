"""The drafter's steps: material at hand, the text written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from reviews.engine.actions.approve import require_complete_text
from reviews.engine.forms import offered
from reviews.engine.kinds import Kind, register
from reviews.engine.steps.base import StepTask
from reviews.sop.kinds import Jenis

if TYPE_CHECKING:
    from reviews.engine.kinds import Fields
    from reviews.papers.langkah import LangkahTask


class NaskahTask(StepTask):
    """Penyiapan bahan dan penyusunan naskah oleh penyusun."""

    default_jenis = (Jenis.BUAT_NASKAH,)

    class Meta:
        verbose_name = "langkah penyusunan"
        verbose_name_plural = "langkah penyusunan"


def kelengkapan_fields(task: LangkahTask) -> Fields:
    items = [(str(index), item) for index, item in enumerate(task.kelengkapan)]
    if not items:
        return {}
    return {
        "kelengkapan": AllTicked(
            label="Kelengkapan",
            choices=items,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Centang setiap kelengkapan yang telah ada."},
        )
    }


class AllTicked(forms.MultipleChoiceField):
    """Every item must be at hand."""

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        missing = [label for key, label in offered(self).items() if key not in value]
        if missing:
            raise forms.ValidationError(f"Belum lengkap: {'; '.join(missing)}.")


register(
    Kind(
        Jenis.KUMPUL_BAHAN,
        NaskahTask,
        "Bahan terkumpul, teruskan",
        asks=kelengkapan_fields,
    ),
    Kind(
        Jenis.OLAH_BAHAN,
        NaskahTask,
        "Bahan selesai diolah, teruskan",
        asks=kelengkapan_fields,
    ),
    Kind(Jenis.TERIMA_BAHAN, NaskahTask, "Terima bahan", asks=kelengkapan_fields),
    Kind(
        Jenis.BUAT_NASKAH,
        NaskahTask,
        "Naskah selesai, teruskan",
        asks=kelengkapan_fields,
        before=require_complete_text,
    ),
)
