"""The SOP's steps beside what has happened, for one naskah."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wagtail.models import TaskState

from reviews.engine.kinds import shown
from reviews.papers.jejak import Jejak
from reviews.papers.langkah import LangkahTask
from reviews.rounds import progress

if TYPE_CHECKING:
    from wagtail.models import Task, Workflow, WorkflowState

    from pages.models import NaskahPage
    from reviews.papers.laporan import Berkas
    from reviews.papers.naskah import Naskah


@dataclass
class Step:
    """One line of the timeline: ``status`` is selesai, berjalan, menunggu."""

    task: Task
    status: str = "menunggu"
    rows: list[Jejak] = field(default_factory=list)

    @property
    def decisions(self) -> list[tuple[Jejak, list[tuple[str, str]]]]:
        """Each row, with what its step was answered."""
        own = isinstance(self.task, LangkahTask)
        return [(row, shown(self.task, row.data) if own else []) for row in self.rows]

    @property
    def nomor(self) -> int | None:
        return getattr(self.task, "nomor", None)


def steps_of(page: NaskahPage, naskah: Naskah | None, trail: list[Jejak]) -> list[Step]:
    """Every step of the SOP in order, before and after publication."""
    decided = by_task_state(trail)
    steps = []
    for workflow, state in workflows_of(page, naskah):
        states = list(state.task_states.order_by("pk")) if state else []
        statuses = statuses_in(state, states)
        for task in progress.ordered_tasks(workflow):
            own = [each.pk for each in states if each.task_id == task.pk]
            rows = [row for pk in own for row in decided.get(pk, ())]
            steps.append(Step(task, statuses.get(task.pk, "menunggu"), rows))
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
        berkas: Berkas | None = getattr(naskah, "berkas", None)
        last = berkas.workflow_states.order_by("-pk").first() if berkas else None
        found.append((after, last))
    return found


def statuses_in(state: WorkflowState | None, states: list[TaskState]) -> dict[int, str]:
    """Each started task's standing in words of the screen."""
    if state is None:
        return {}
    words = {
        TaskState.STATUS_IN_PROGRESS: "berjalan",
        TaskState.STATUS_APPROVED: "selesai",
    }
    last = {row.task_id: words.get(row.status, "menunggu") for row in states}
    if state.status in (state.STATUS_APPROVED, state.STATUS_CANCELLED):
        return {task: word for task, word in last.items() if word == "selesai"}
    return last


def trail_of(naskah: Naskah | None) -> list[Jejak]:
    """The rows of the round, in order."""
    if naskah is None:
        return []
    return list(Jejak.objects.filter(naskah=naskah).select_related("arsip"))


def by_task_state(trail: list[Jejak]) -> dict[int | None, list[Jejak]]:
    """The decisions, by the step at which each was made."""
    found: dict[int | None, list[Jejak]] = {}
    for row in trail:
        found.setdefault(row.task_state, []).append(row)
    return found
