"""Begin a naskah where the SOP begins with a superior's order, and tick off steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail.models import WorkflowState

from pages.errors import NaskahError
from reviews.engine.actions.agenda import enter
from reviews.engine.actions.begin import draft_round, tick_of
from reviews.engine.actions.decide import cleaned
from reviews.papers.jejak import Jejak
from reviews.rounds import authority, progress
from reviews.trail.record import record

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from wagtail.models import Page

    from pages.models import NaskahPage
    from reviews.papers.langkah import LangkahTask
    from reviews.papers.naskah import Naskah
    from reviews.papers.sop import SOP


@transaction.atomic
def start_naskah(sop: SOP, user: User, page: NaskahPage, parent: Page) -> NaskahPage:
    """Open an empty draft by a superior's order and put it at the SOP's first step.

    ``page`` is unsaved and holds little more than its subject (hal) as title; the
    text is written by those whom the disposisi names. Raises
    :class:`~pages.errors.NaskahError` if ``user`` does not hold the first step.
    """
    first = progress.ordered_tasks(sop.workflow)[0]
    if not sop.begins_with_order:
        raise NaskahError("SOP ini dimulai oleh penyusun, bukan dengan penugasan.")
    if authority.acting(first, None, user) is None:
        raise NaskahError(
            f"Penugasan diberikan oleh pemangku jabatan {first.pelaksana}."
        )
    page.owner = user
    parent.add_child(instance=page)
    page.save_revision(user=user, clean=False)
    enter(
        sop.instansi,
        user=user,
        holder=authority.acting(first, None, user),
        sop=sop,
        page_id=page.pk,
        judul=page.title,
    )
    sop.workflow.start(page, user)
    return page


@transaction.atomic
def complete_langkah(
    page: NaskahPage, task: LangkahTask, user: User, data: dict[str, Any]
) -> Jejak:
    """Tick off one of the drafter's steps before the text is handed in."""
    naskah = progress.naskah_of(page) or draft_round(page, user)
    holder = authority.acting(task, naskah, user)
    if holder is None:
        raise NaskahError(f"Langkah “{task.name}” bukan langkah Anda.")
    owed = open_steps(page, naskah)
    if not owed or owed[0].pk != task.pk:
        raise NaskahError("Selesaikan langkah penyusunan menurut urutan SOP.")
    answers = cleaned(task.get_form_for_action("approve"), data)
    answers.pop("digest")
    return record(
        naskah, Jejak.Aksi.CENTANG, user=user, holder=holder, task=task, data=answers
    )


def open_steps(page: NaskahPage, naskah: Naskah) -> list[LangkahTask]:
    """The drafter's steps that are neither ticked off nor handed in, in order."""
    workflow = page.get_workflow()
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS:
        return []
    done = (
        set(progress.approved_states(state).values_list("task_id", flat=True))
        if state
        else set()
    )
    return [
        task
        for task in (progress.leading_tasks(workflow) if workflow else [])
        if task.pk not in done and tick_of(naskah, task) is None
    ]
