"""Whether anybody can complete a dossier, as things stand.

Nobody can while a check is left and the public does not read what it would vouch for,
nor while it lies on nobody's desk. It is ended then, with a reason
(:mod:`reviews.engine.actions.end`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import WorkflowState

from reviews.papers.langkah import LangkahTask
from reviews.papers.naskah import Naskah
from reviews.rounds import audience, authority, progress
from reviews.rounds.shown import is_shown

if TYPE_CHECKING:
    from wagtail.models import Page

    from reviews.papers.laporan import Berkas


def why_stuck(berkas: Berkas) -> str:
    """Why nobody can complete it as things stand, for the screen; nothing if one can."""
    if berkas.ditutup_pada is not None:
        return ""
    if berkas.naskah.status in Naskah.UNDER_WAY:  # begun when there were no schedules
        return ""
    if must_look(berkas) and not is_shown(berkas.naskah):
        return "isi yang disetujui tidak lagi terbaca publik"
    state = berkas.current_workflow_state
    if state is None:
        return "tidak ada langkahnya yang berjalan"
    if is_waiting(state):
        page = berkas.naskah.page
        is_mended = page is not None and lies_with_somebody(page)
        return (
            "" if is_mended else "koreksi yang ditunggunya tidak dikerjakan siapa pun"
        )
    is_owed = is_on_a_desk(state, berkas.naskah)
    return "" if is_owed else "tidak ada pemangku jabatan yang dapat memutuskannya"


def is_waiting(state: WorkflowState) -> bool:
    """Whether a check sent the text back: the dossier waits for its correction."""
    return bool(state.status == WorkflowState.STATUS_NEEDS_CHANGES)


def is_on_a_desk(state: WorkflowState, naskah: Naskah) -> bool:
    """Whether somebody may decide the step that waits, as his desk shows it."""
    step = state.current_task_state.task.specific if state.current_task_state else None
    return not isinstance(step, LangkahTask) or bool(authority.able(step, naskah))


def lies_with_somebody(page: Page) -> bool:
    """Whether the round of ``page`` waits for its hour, or for one who can go on."""
    naskah = Naskah.objects.under_way().latest_of(page)
    if naskah is None or naskah.status == Naskah.Status.DIJADWALKAN:
        return naskah is not None
    if naskah.status == Naskah.Status.DITINJAU and naskah.workflow_state:
        return is_on_a_desk(naskah.workflow_state, naskah)
    return bool(audience.drafters(naskah))


def must_look(berkas: Berkas) -> bool:
    """Whether one of the steps that are left looks at the site before it is signed."""
    state = berkas.current_workflow_state
    if state is None:
        return True
    done = set(progress.approved_states(state).values_list("task_id", flat=True))
    tasks = progress.ordered_tasks(state.workflow)
    return any(task.is_check for task in tasks if task.pk not in done)
