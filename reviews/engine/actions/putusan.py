"""A decision on a step: who decides what, in which capacity, on which text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reviews.papers.jejak import IsiNaskah
from reviews.papers.laporan import Berkas
from reviews.trail.record import record

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from wagtail.models import Revision, TaskState, WorkflowState

    from pages.models import NaskahPage
    from reviews.papers.jabatan import PemangkuJabatan
    from reviews.papers.jejak import Jejak
    from reviews.papers.langkah import LangkahTask
    from reviews.papers.naskah import Naskah


@dataclass
class Putusan:
    """One decision under lock: who decides what on which text."""

    task: LangkahTask
    task_state: TaskState
    workflow_state: WorkflowState
    obj: NaskahPage | Berkas
    naskah: Naskah
    user: User
    holder: PemangkuJabatan
    revision: Revision
    draft: NaskahPage | Berkas
    digest: str
    data: dict[str, Any]
    seen: dict[str, Any] | None = None
    """What the site showed just before; see :func:`reviews.engine.actions.laporan.look`."""

    def record(self, aksi: Jejak.Aksi, data: dict[str, Any]) -> Jejak:
        """Write this decision to the trail and keep the text it was made on."""
        IsiNaskah.keep(self.digest, self.draft)
        return record(
            self.naskah,
            aksi,
            user=self.user,
            holder=self.holder,
            task=self.task,
            task_state=self.task_state,
            revision=self.revision,
            digest=self.digest,
            data=data,
            tentang=[self.obj] if isinstance(self.obj, Berkas) else [],
        )
