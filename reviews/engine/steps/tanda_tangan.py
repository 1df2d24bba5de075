"""A signature, or one of acknowledgement."""

from __future__ import annotations

from reviews.engine.actions.paraf import give_paraf
from reviews.engine.kinds import Kind, register
from reviews.engine.steps.base import StepTask
from reviews.sop.kinds import Jenis


class TandaTanganTask(StepTask):
    """Tanda tangan atau tanda tangan mengetahui."""

    default_jenis = (Jenis.TANDA_TANGAN,)

    class Meta:
        verbose_name = "langkah tanda tangan"
        verbose_name_plural = "langkah tanda tangan"


register(
    Kind(Jenis.TANDA_TANGAN, TandaTanganTask, "Tandatangani", after=give_paraf),
    Kind(
        Jenis.MENGETAHUI, TandaTanganTask, "Tandatangani mengetahui", after=give_paraf
    ),
)
