"""The SOP's steps beside what has happened, for one naskah."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wagtail.models import TaskState

from reviews.papers.jejak import Jejak
from reviews.papers.laporan import Berkas
from reviews.rounds import progress

if TYPE_CHECKING:
    from wagtail.models import Task, Workflow, WorkflowState

    from pages.models import NaskahPage
    from reviews.papers.naskah import Naskah


@dataclass
class Step:
    """One line of the timeline: ``status`` is selesai, berjalan, menunggu."""

    task: Task
    status: str = "menunggu"
    rows: list[Jejak] = field(default_factory=list)

    @property
    def nomor(self) -> int | None:
        return getattr(self.task, "nomor", None)


def steps_of(page: NaskahPage, naskah: Naskah | None) -> list[Step]:
    """Every step of the SOP in order, before and after publication."""
    workflows = workflows_of(page, naskah)
    trail = Jejak.objects.filter(naskah=naskah).select_related("arsip")
    rows = list(trail) if naskah else []
    steps = []
    for workflow, state in workflows:
        statuses = statuses_in(state)
        for task in progress.ordered_tasks(workflow):
            step = Step(task)
            step.status = statuses.get(task.pk, "menunggu")
            step.rows = rows_of(task, rows, state)
            steps.append(step)
    return steps


def workflows_of(
    page: NaskahPage, naskah: Naskah | None
) -> list[tuple[Workflow, WorkflowState | None]]:
    """The page's workflow and the berkas', each with its round if it has begun."""
    workflow = naskah.sop.workflow if naskah and naskah.sop else page.get_workflow()
    if workflow is None:
        return []
    found = [(workflow, naskah.workflow_state if naskah else None)]
    after = naskah.sop.workflow_berkas if naskah and naskah.sop else None
    if after is not None:
        berkas = Berkas.objects.filter(naskah=naskah).first()
        last = berkas.workflow_states.order_by("-pk").first() if berkas else None
        found.append((after, last))
    return found


def statuses_in(state: WorkflowState | None) -> dict[int, str]:
    """Each started task's standing in words of the screen."""
    if state is None:
        return {}
    words = {
        TaskState.STATUS_IN_PROGRESS: "berjalan",
        TaskState.STATUS_APPROVED: "selesai",
    }
    last = {
        row.task_id: words.get(row.status, "menunggu")
        for row in state.task_states.order_by("pk")
    }
    if state.status in (state.STATUS_APPROVED, state.STATUS_CANCELLED):
        return {task: word for task, word in last.items() if word == "selesai"}
    return last


def rows_of(task: Task, rows: list[Jejak], state: WorkflowState | None) -> list[Jejak]:
    """The decisions on ``task``, by its own task states."""
    if state is None:
        return []
    own = set(state.task_states.filter(task=task).values_list("pk", flat=True))
    return [row for row in rows if row.task_state in own]
