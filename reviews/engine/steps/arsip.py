"""What was published, put away with its laporan and its trail."""

from __future__ import annotations

from reviews.engine.actions.arsip import archive_berkas
from reviews.engine.kinds import Kind, register
from reviews.engine.steps.base import StepTask
from reviews.sop.kinds import Jenis


class ArsipTask(StepTask):
    """Pengarsipan naskah, laporan, dan jejaknya."""

    default_jenis = (Jenis.ARSIP,)

    class Meta:
        verbose_name = "langkah arsip"
        verbose_name_plural = "langkah arsip"


register(Kind(Jenis.ARSIP, ArsipTask, "Arsipkan", after=archive_berkas))
