"""The report on a publication, written when there is something to report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from reviews.engine.actions.laporan import write_laporan
from reviews.engine.kinds import Kind, register
from reviews.engine.steps.base import StepTask
from reviews.sop.kinds import Jenis

if TYPE_CHECKING:
    from reviews.engine.kinds import Fields
    from reviews.papers.langkah import LangkahTask


class LaporanTask(StepTask):
    """Penyusunan laporan hasil penayangan."""

    default_jenis = (Jenis.LAPORAN,)

    class Meta:
        verbose_name = "langkah laporan"
        verbose_name_plural = "langkah laporan"


def laporan_fields(task: LangkahTask) -> Fields:
    return {
        "laporan": forms.CharField(
            label="Laporan hasil penayangan",
            widget=forms.Textarea(attrs={"rows": 8}),
            max_length=20000,
            error_messages={"required": "Tuliskan laporan hasil penayangan."},
        )
    }


register(
    Kind(
        Jenis.LAPORAN,
        LaporanTask,
        "Sampaikan laporan",
        asks=laporan_fields,
        before=write_laporan,
    )
)
