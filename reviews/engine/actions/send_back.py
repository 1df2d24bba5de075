"""Return a naskah to an earlier step, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail.models import TaskState, WorkflowState

from pages.errors import NaskahError
from reviews import events
from reviews.engine.actions.agenda import enter
from reviews.engine.forms import TO_DRAFTER
from reviews.papers.jejak import Jejak
from reviews.papers.naskah import Naskah
from reviews.rounds import progress
from reviews.rounds.shown import live_page

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet
    from wagtail.models import Task, Workflow

    from pages.models import NaskahPage
    from reviews.engine.actions.putusan import Putusan


@transaction.atomic
def return_naskah(putusan: Putusan) -> None:
    """Send the text back; the posts from the target on are asked again in order."""
    target = chosen_target(putusan)
    reason = putusan.data["alasan"]
    name = target.name if target else "Penyusun naskah"
    putusan.record(
        Jejak.Aksi.KEMBALI,
        {"alasan": reason, "tujuan": getattr(target, "nomor", None), "ke": name},
    )
    putusan.task_state.reject(user=putusan.user, update=False, comment=reason)
    send_back(putusan, target)
    events.returned.send(type(putusan.obj), putusan=putusan, reason=reason, to=name)


def send_back(putusan: Putusan, target: Task | None) -> None:
    """Put the round at ``target``, or before its drafter."""
    if target is None:
        progress.cancel(progress.approved_states(putusan.workflow_state))
        wait_for_drafter(putusan)
        return
    if target.pk not in {task.pk for task in putusan.workflow_state.workflow.tasks}:
        reopen_page(putusan, target)
        return
    progress.cancel(approvals_from(putusan.workflow_state, target))
    if progress.is_leading(target, putusan.workflow_state):
        wait_for_drafter(putusan)
    else:
        state = putusan.workflow_state
        state.current_task_state = target.start(state, user=putusan.user)
        state.save()


def chosen_target(putusan: Putusan) -> Task | None:
    """The task the form names, out of those this step may return to.

    ``None``: the drafter, who has no step of his own.
    """
    wanted = str(putusan.data["tujuan"])
    if wanted == TO_DRAFTER and putusan.task.returns_to_drafter:
        return None
    for target in putusan.task.return_targets():
        if str(target.pk) == wanted:
            return target
    raise NaskahError("Pilih langkah tujuan pengembalian dari daftar.")


def approvals_from(state: WorkflowState, target: Task) -> QuerySet[TaskState]:
    """The target's own approval; of leading steps, those after it as well."""
    tasks = progress.ordered_tasks(state.workflow)
    position = [task.pk for task in tasks].index(target.pk)
    again = [
        task.pk
        for task in tasks[position:]
        if task.pk == target.pk or progress.is_leading(task, state)
    ]
    return progress.approved_states(state).filter(task_id__in=again)


def wait_for_drafter(putusan: Putusan) -> None:
    """Wagtail's "needs changes": the drafter mends and submits again."""
    putusan.naskah.status = Naskah.Status.DIKEMBALIKAN
    putusan.naskah.save(update_fields=["status"])
    putusan.workflow_state.update(user=putusan.user)


def reopen_page(putusan: Putusan, target: Task) -> None:
    """A check after publication finds the text wrong: a correction round begins.

    The live page stays as it is; the berkas waits, and goes on when the correction
    is published.
    """
    putusan.workflow_state.update(user=putusan.user)
    page = live_page(putusan.naskah)
    workflow = putusan.naskah.sop.workflow if putusan.naskah.sop else None
    if page is None or workflow is None:
        raise NaskahError(
            "Halaman sudah tidak tayang di situs; koreksi tidak dapat dimulai. "
            "Penanggung jawab informasi dapat mengakhiri berkasnya."
        )
    if page.current_workflow_state or Naskah.objects.scheduled_of(page):
        return
    leading = progress.leading_tasks(workflow)
    if not leading:
        begin_correction(putusan, status=Naskah.Status.DISUSUN)
        workflow.start(page, putusan.user)
        return
    if target.pk not in {task.pk for task in leading}:
        target = leading[-1]
    state = state_at_drafter(
        page,
        workflow,
        target,
        requested_by=putusan.naskah.penyusun,
        by=putusan.user,
        reason=putusan.data["alasan"],
    )
    status = Naskah.Status.DIKEMBALIKAN
    begin_correction(putusan, status=status, workflow_state=state)


def begin_correction(putusan: Putusan, **fields: Any) -> None:
    """The next round of the page; its text is still his who wrote it, not the checker's."""
    before = putusan.naskah
    enter(
        before.instansi,
        user=putusan.user,
        holder=putusan.holder,
        sop=before.sop,
        page=before.page,
        judul=before.judul,
        penyusun=before.penyusun,
        **fields,
    )


def state_at_drafter(
    page: NaskahPage,
    workflow: Workflow,
    target: Task,
    *,
    requested_by: User | None,
    by: User | None,
    reason: str,
) -> WorkflowState:
    """A round of ``page`` that begins as if ``target`` had just been sent back to it."""
    state = WorkflowState.objects.create(
        content_type=page.get_content_type(),
        base_content_type=page.get_base_content_type(),
        object_id=str(page.pk),
        workflow=workflow,
        requested_by=requested_by,
    )
    state.current_task_state = target.get_task_state_class().objects.create(
        workflow_state=state,
        task=target,
        revision=page.get_latest_revision(),
        status=TaskState.STATUS_REJECTED,
        finished_by=by,
        comment=reason,
    )
    state.status = WorkflowState.STATUS_NEEDS_CHANGES
    state.save()
    return state
