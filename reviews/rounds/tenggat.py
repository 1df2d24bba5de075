"""By when a step is due, what is left, and how long it took: in working minutes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from pages.once import once
from reviews.papers.disposisi import Disposisi
from reviews.papers.jejak import Jejak
from reviews.papers.langkah import LangkahTaskState
from reviews.rounds import progress
from reviews.worktime.calendar import NoWorkingHoursError
from reviews.worktime.offices import kalender_of
from reviews.worktime.remaining import TANPA, Sisa, sisa

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from pages.models import InstansiPage
    from reviews.papers.langkah import LangkahTask
    from reviews.papers.naskah import Naskah
    from reviews.worktime.calendar import Kalender


def remaining(
    state: TaskState, at: dt.datetime | None = None, kalender: Kalender | None = None
) -> Sisa:
    """What is left of ``state`` at ``at`` (default: now, or when it ended).

    Whoever asks for many hands in the calendars (``kalender_of_offices``); then no
    query is made for a :class:`LangkahTaskState`.
    """
    state = state if isinstance(state, LangkahTaskState) else state.specific
    due = getattr(state, "jatuh_tempo", None)
    if due is None:
        return TANPA
    kalender = kalender or kalender_of_state(state)
    moment = at or state.finished_at or timezone.now()
    left = kalender.minutes_between(moment, due)
    total = kalender.minutes_between(state.started_at, due)
    return sisa(left, total, kalender.usual_day, due, late=moment > due)


def kalender_of_state(state: TaskState) -> Kalender:
    """The calendar of the office that ``state`` belongs to."""
    naskah = progress.naskah_of_state(state.workflow_state)
    if naskah is None:
        raise NoWorkingHoursError(f"{state} belongs to no office.")
    return kalender_of(naskah.instansi)


def kalender_within_act(instansi: InstansiPage) -> Kalender:
    """The office's calendar, read once an act."""
    return once(("kalender", instansi.pk), partial(kalender_of, instansi))


def set_jatuh_tempo(
    task: LangkahTask,
    state: TaskState,
    naskah: Naskah,
    kalender: Kalender | None = None,
) -> None:
    """Write by when the step that has just begun, or is under way, is due."""
    kalender = kalender or kalender_within_act(naskah.instansi)
    state.jatuh_tempo = due_of(task, state.started_at, naskah, kalender)
    state.save(update_fields=["jatuh_tempo"])


def due_of(
    task: LangkahTask, start: dt.datetime, naskah: Naskah, kalender: Kalender
) -> dt.datetime | None:
    """The end of the day that the disposisi names, else the SOP's own minutes.

    A sheet whose day had passed when the step began, as after a return, says nothing.
    """
    sheet = (
        Disposisi.objects.filter(task_tujuan=task.pk, jejak__naskah=naskah)
        .order_by("-pk")
        .first()
    )
    try:
        day = sheet.batas_waktu if sheet else None
        if day is not None and day >= kalender.local(start).date():
            return kalender.end_of(day, start)
        if task.waktu_menit is not None:
            return kalender.add_minutes(start, task.waktu_menit)
    except NoWorkingHoursError:
        return None
    return None


def recompute(instansi: InstansiPage) -> int:
    """Set anew by when the office's running steps are due; returns how many moved."""
    kalender = kalender_of(instansi)
    moved = 0
    for state in running_states().select_for_update(of=("self",)):
        naskah = progress.naskah_of_state(state.workflow_state)
        if naskah is None or naskah.instansi_id != instansi.pk:
            continue
        before = state.jatuh_tempo
        set_jatuh_tempo(state.task.specific, state, naskah, kalender)
        moved += before != state.jatuh_tempo
    return moved


def running_states() -> QuerySet[LangkahTaskState]:
    """The steps that wait for somebody."""
    return LangkahTaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
    ).select_related("workflow_state", "task")


def record_menit(state: LangkahTaskState) -> None:
    """Write how many working minutes the step that has just ended took."""
    naskah = progress.naskah_of_state(state.workflow_state)
    if naskah is None or state.finished_at is None:
        return
    start, end = state.started_at, state.finished_at
    if progress.is_leading(state.task, state.workflow_state):
        start, end = drafted_between(state, naskah)
    used = kalender_within_act(naskah.instansi).minutes_between(start, end)
    state.menit_kerja = max(used, 0)
    LangkahTaskState.objects.filter(pk=state.pk).update(menit_kerja=state.menit_kerja)


def drafted_between(
    state: LangkahTaskState, naskah: Naskah
) -> tuple[dt.datetime, dt.datetime]:
    """When a drafter's step was worked on: Wagtail knows only when it was handed in.

    From the act before it (begun, returned, the tick of the step before, or a hand-in
    without a tick) to its own tick, or to the hand-in. What came before is told by the
    order of the trail: two acts may bear one time.
    """
    acts = naskah.jejak.exclude(aksi__in=Jejak.OF_SHEETS)
    rows = list(acts.exclude(task_state=state.pk).order_by("nomor"))
    tick = tick_before(rows, state)
    end = tick.waktu if tick else state.started_at
    earlier = [
        row.waktu
        for row in (rows[: rows.index(tick)] if tick else rows)
        if not (row.data or {}).get("dicentang_pada")
    ]
    return max(earlier, default=naskah.dimulai_pada), end


def tick_before(rows: list[Jejak], state: LangkahTaskState) -> Jejak | None:
    """The tick of this step since the last return."""
    nomor = state.task.specific.nomor
    found = None
    for row in rows:
        if row.aksi in Jejak.RETURNS:
            found = None
        elif row.aksi == Jejak.Aksi.CENTANG and row.langkah == nomor:
            found = row
    return found
