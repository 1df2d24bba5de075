"""What a publication stands on: each step's decision, on one and the same text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.errors import PublishingDenied
from reviews.papers.jejak import Jejak
from reviews.papers.langkah import LangkahTask
from reviews.rounds import progress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wagtail.models import WorkflowState

    from reviews.papers.naskah import Naskah


def require_approved(digest: str, approved: str) -> None:
    """A file of the text may have been replaced past every guard."""
    if digest != approved:
        raise PublishingDenied(
            "Isi naskah berubah sesudah disetujui, misalnya karena berkas gambarnya "
            "diganti. Naskah perlu diparaf ulang dari awal."
        )


def approval_of(workflow_state: WorkflowState, naskah: Naskah) -> Jejak:
    """The last decision that covers the text; every step must have one that stands.

    A step counts by its row in the trail: ``TaskState.approve()`` in a shell leaves
    none. Tasks of other types, in a workflow made by hand, count as Wagtail says.
    """
    tasks = progress.ordered_tasks(workflow_state.workflow)
    steps = [task for task in tasks if isinstance(task, LangkahTask)]
    states = progress.approved_states(workflow_state).values_list("pk", "task_id")
    done = dict(states)
    rows = rows_of(naskah, done)
    uncovered = [
        task.name
        for task in tasks
        if task.pk not in done.values() or (task in steps and task.pk not in rows)
    ]
    covering = [step for step in steps if covers_text(step)] or steps[-1:]
    approval = rows.get(covering[-1].pk) if covering else None
    if uncovered or approval is None:
        raise PublishingDenied(
            "Naskah belum dapat ditayangkan; langkah yang belum dilalui: "
            f"{', '.join(uncovered) or 'semua langkah'}."
        )
    require_one_text(steps, rows, approval)
    return approval


def rows_of(naskah: Naskah, done: Mapping[int, int]) -> dict[int, Jejak]:
    """By step: the trail's row of its standing approval (``done``: states, their steps)."""
    rows = naskah.jejak.filter(aksi=Jejak.Aksi.SETUJU, task_state__in=list(done))
    return {done[row.task_state]: row for row in rows if row.task_state}


def require_one_text(
    steps: list[LangkahTask], rows: Mapping[int, Jejak], approval: Jejak
) -> None:
    """Every paraf since the text was last written stands on what goes out."""
    writers = [at for at, step in enumerate(steps) if progress.writes_text(step)]
    since = writers[-1] if writers else 0
    for step in steps[since:]:
        row = rows[step.pk]
        if progress.binds_text(step) and row.digest != approval.digest:
            raise PublishingDenied(
                f"Isi naskah berubah sesudah langkah “{step.name}” diparaf. Ajukan "
                "kembali agar diparaf ulang."
            )


def covers_text(step: LangkahTask) -> bool:
    """Whether an approval of ``step`` answers for the text as it then stood."""
    return progress.binds_text(step) or step.boleh_menyunting
