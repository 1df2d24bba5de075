"""The approved text put on the public site."""

from __future__ import annotations

from reviews.engine.actions.approve import require_complete_text
from reviews.engine.kinds import Kind, register
from reviews.engine.steps.base import StepTask
from reviews.sop.kinds import Jenis


class PublikasiTask(StepTask):
    """Penayangan naskah yang telah disetujui."""

    default_jenis = (Jenis.PUBLIKASI,)

    class Meta:
        verbose_name = "langkah publikasi"
        verbose_name_plural = "langkah publikasi"


register(
    Kind(Jenis.PUBLIKASI, PublikasiTask, "Tayangkan", before=require_complete_text)
)
