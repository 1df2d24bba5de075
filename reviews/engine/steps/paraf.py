"""A check with initials, given on content."""

from __future__ import annotations

from reviews.engine.actions.paraf import give_paraf
from reviews.engine.kinds import Kind, register
from reviews.engine.steps.base import StepTask
from reviews.sop.kinds import Jenis


class ParafTask(StepTask):
    """Pemeriksaan naskah dengan paraf yang melekat pada isinya."""

    default_jenis = (Jenis.VERIFIKASI_PARAF,)

    class Meta:
        verbose_name = "langkah paraf"
        verbose_name_plural = "langkah paraf"


register(Kind(Jenis.VERIFIKASI_PARAF, ParafTask, "Bubuhkan paraf", after=give_paraf))
