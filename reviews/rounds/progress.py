"""Where a round stands: its naskah, its tasks in order, what lies on the table."""

from __future__ import annotations

from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Task, TaskState, Workflow, WorkflowState

from pages.file_locks import hold_files
from pages.once import once
from reviews.papers.jejak import Jejak
from reviews.papers.laporan import Berkas
from reviews.papers.naskah import Naskah
from reviews.papers.sop import SOP
from reviews.sop.kinds import PENANDATANGANAN, PENYUSUNAN, Jenis

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from django.db import models
    from wagtail.models import Revision

    from pages.models import NaskahPage
    from reviews.papers.langkah import LangkahTask


def subject(workflow_state: WorkflowState) -> NaskahPage | Berkas:
    """The page or berkas that ``workflow_state`` is about, freshly read."""
    return model_of(workflow_state)._default_manager.get(pk=workflow_state.object_id)


def model_of(workflow_state: WorkflowState) -> Any:
    """Which type of page, or the berkas, it is about."""
    known = ContentType.objects.get_for_id(workflow_state.content_type_id)
    return known.model_class()


class Table(NamedTuple):
    """What lies on the table: the latest draft, read once for the act that asks."""

    revision: Revision
    digest: str
    """Of what the public would read of it."""
    draft: Any
    obj: Any
    """The page or berkas itself, as its row is."""


def on_table(workflow_state: WorkflowState, *, hold: bool = False) -> Table:
    """What lies on the table of a round.

    ``hold`` locks its files as well, so that the digest is still true when the act
    that asked for it is done; it is read once then.
    """
    if not hold:
        return read_table(workflow_state)
    return once(
        ("table", workflow_state.pk), partial(read_table, workflow_state, hold=True)
    )


def read_table(workflow_state: WorkflowState, *, hold: bool = False) -> Table:
    obj = subject(workflow_state)
    revision = obj.get_latest_revision()
    revision.content_object = obj
    draft = revision.as_object()
    if hold:
        hold_files(draft)
    return Table(revision, draft.digest(), draft, obj)


def naskah_of_state(workflow_state: WorkflowState) -> Naskah | None:
    """The round behind ``workflow_state``, on the page's way or the berkas'."""
    return once(round_key(workflow_state), partial(read_naskah, workflow_state))


def round_key(workflow_state: WorkflowState) -> Hashable:
    """What the round of ``workflow_state`` is known by within an act."""
    return ("naskah", workflow_state.pk)


def read_naskah(workflow_state: WorkflowState) -> Naskah | None:
    rounds = Naskah.objects.select_related("instansi", "sop__workflow")
    if about_berkas(workflow_state):
        return rounds.get(berkas=workflow_state.object_id)
    return rounds.filter(workflow_state=workflow_state).first()


def as_own_type(obj: Any) -> Any:
    """``obj``; a bare page, with which Wagtail asks at times, as the type it is."""
    return obj.specific_deferred if isinstance(obj, Page) else obj


def naskah_of(obj: NaskahPage | Berkas) -> Naskah | None:
    """The round that ``obj`` (page or berkas) is in now."""
    if isinstance(obj, Berkas):
        return obj.naskah
    state = obj.current_workflow_state
    return naskah_of_state(state) if state else None


def latest_finished(page: NaskahPage) -> Naskah | None:
    """The newest round of ``page`` that reached the site, ended since or not."""
    return Naskah.objects.finished().filter(page_id=page.pk).first()


def ordered_tasks(workflow: Workflow) -> list[Task]:
    """The workflow's tasks in the order of the SOP, each as its own type."""
    steps = once(("steps", workflow.pk), lambda: list(workflow.tasks.specific()))
    return list(steps)


def first_task(workflow: Workflow) -> Any:
    """The workflow's first task, as its own type."""
    return workflow.tasks.specific().first()


def workflow_of(task: Task) -> Workflow | None:
    """A task made by hand may serve several; the first one counts."""
    return once(("workflow of", task.pk), task.workflows.order_by("pk").first)


def earlier_tasks(task: Task) -> list[Task]:
    """The tasks before ``task`` in its workflow, nearest first."""
    workflow = workflow_of(task)
    if workflow is None:
        return []
    tasks = ordered_tasks(workflow)
    position = [each.pk for each in tasks].index(task.pk)
    return tasks[:position][::-1]


def task_after(task: Task) -> Task | None:
    """The next task of the workflow that ``task`` serves."""
    workflow = workflow_of(task)
    tasks = ordered_tasks(workflow) if workflow else []
    position = next((at for at, each in enumerate(tasks) if each.pk == task.pk), None)
    return (
        tasks[position + 1] if position is not None and tasks[position + 1 :] else None
    )


def leading_tasks(workflow: Workflow) -> list[Task]:
    """The drafter's steps before anybody else's: done by handing the text in."""
    return leading_among(ordered_tasks(workflow))


def leading_among(tasks: Sequence[Any]) -> list[Any]:
    """Those of ``tasks``, in the order of the SOP, that lead it with drafting."""

    def is_drafting(task: Any) -> bool:
        return PENYUSUNAN.issuperset(getattr(task, "jenis", None) or ["-"])

    return list(takewhile(is_drafting, tasks))


def writers_among(tasks: Sequence[Any]) -> list[Any]:
    """The steps whose holder writes the text or brings it in.

    Where no drafter leads, finished material is entered by the post that publishes.
    """
    writers = [task for task in tasks if task.boleh_menyunting and not task.is_check]
    return writers if leading_among(tasks) else [*writers, tasks[-1]]


def submitting_task(workflow: Workflow) -> LangkahTask | None:
    """The task whose holder hands a naskah in; ``None``: whoever may edit it.

    The last of the drafter's steps, or the order that the SOP begins with.
    """
    leading = leading_tasks(workflow)
    if leading:
        return leading[-1]
    sop = SOP.objects.filter(workflow=workflow).first()
    ordered = sop is not None and sop.begins_with_order
    return ordered_tasks(workflow)[0] if ordered else None


def has_outside_drafter(task: LangkahTask) -> bool:
    """Whether the text comes from one who has no step of his own to return it to.

    So in a workflow made by hand of checks alone, and where an SOP takes finished
    material in (seed 004); not where it begins with the order to write.
    """
    workflow = workflow_of(task)
    if workflow is None or leading_tasks(workflow):
        return False
    sop = task.sop
    return sop is None or (sop.workflow_id == workflow.pk and not sop.begins_with_order)


def is_leading(task: Task, workflow_state: WorkflowState) -> bool:
    """Whether ``task`` is one of the leading steps of a page's round."""
    if about_berkas(workflow_state):
        return False
    leading = {each.pk for each in leading_tasks(workflow_state.workflow)}
    return task.pk in leading


def about_berkas(workflow_state: WorkflowState) -> bool:
    """Whether these are the steps after publication."""
    return model_of(workflow_state) is Berkas


def approved_states(workflow_state: WorkflowState) -> models.QuerySet[TaskState]:
    """The decisions that stand."""
    return workflow_state.task_states.filter(status=TaskState.STATUS_APPROVED)


def binds_text(task: Task) -> bool:
    """Whether an approval of ``task`` is one of the very text, as every paraf is."""
    return task.mengikat or not PENANDATANGANAN.isdisjoint(task.kinds)


def writes_text(task: Task) -> bool:
    """Whether the holder of ``task`` changes what is on the table."""
    return task.boleh_menyunting or Jenis.LAPORAN in task.kinds


def initialled_digest(workflow_state: WorkflowState, task: Task) -> str | None:
    """What the nearest binding step before ``task`` approved; ``None`` if none did.

    A step that writes the text begins it anew: nothing before that step counts, and
    nothing counts at such a step itself.
    """
    tasks = [
        each
        for each in ordered_tasks(workflow_state.workflow)
        if hasattr(each, "mengikat")
    ]
    position = [each.pk for each in tasks].index(task.pk)
    if writes_text(task):
        return None
    for earlier in reversed(tasks[:position]):
        if binds_text(earlier):
            return approved_digest(workflow_state, earlier)
        if writes_text(earlier):
            return None
    return None


def approved_digest(workflow_state: WorkflowState, task: Task) -> str | None:
    """The digest on which the standing approval of ``task`` was given."""
    states = approved_states(workflow_state).filter(task_id=task.pk)
    row = Jejak.objects.filter(
        aksi=Jejak.Aksi.SETUJU, task_state__in=states.values("pk")
    ).last()
    return row.digest if row else None


def supersede_later(workflow_state: WorkflowState, task: Task, digest: str) -> None:
    """Ask later posts again, unless they approved this very content.

    Called when a step is left: earlier steps stand (a holder who may edit does not
    undo the paraf before him), later ones stand only on an unchanged digest.
    """
    tasks = [each.pk for each in ordered_tasks(workflow_state.workflow)]
    later = tasks[tasks.index(task.pk) + 1 :]
    states = approved_states(workflow_state).filter(task_id__in=later)
    stale = Jejak.objects.filter(
        aksi=Jejak.Aksi.SETUJU, task_state__in=states.values("pk")
    ).exclude(digest=digest)
    cancel(states.filter(pk__in=list(stale.values_list("task_state", flat=True))))


def cancel(states: models.QuerySet[TaskState]) -> None:
    """Take approvals out of Wagtail's count; the trail keeps them."""
    states.update(status=TaskState.STATUS_CANCELLED)
