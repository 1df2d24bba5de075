"""A check without initials."""

from __future__ import annotations

from reviews.engine.kinds import Kind, register
from reviews.engine.steps.base import StepTask
from reviews.sop.kinds import Jenis


class VerifikasiTask(StepTask):
    """Pemeriksaan naskah tanpa paraf."""

    default_jenis = (Jenis.VERIFIKASI,)

    class Meta:
        verbose_name = "langkah verifikasi"
        verbose_name_plural = "langkah verifikasi"


register(Kind(Jenis.VERIFIKASI, VerifikasiTask, "Setujui dan teruskan"))
