"""Which step a naskah is at, since when, with whom, and the time each step took."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils import timezone

from pages.models import NaskahPage
from reviews.desk.review.timeline import steps_of, trail_of
from reviews.papers.langkah import LangkahTask, LangkahTaskState
from reviews.papers.laporan import Berkas
from reviews.papers.naskah import Naskah
from reviews.rights.readers import offices_of
from reviews.rounds import authority, progress
from reviews.worktime.offices import kalender_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import User
    from django.db.models import QuerySet
    from wagtail.models import TaskState

    from reviews.desk.review.timeline import Step


@dataclass
class StepTime:
    """One step with the working minutes it has used and those it may use."""

    task: LangkahTask
    status: str
    terpakai: int | None = None

    @property
    def baku(self) -> int | None:
        return self.task.waktu_menit

    @property
    def lewat(self) -> bool:
        return bool(self.baku and self.terpakai and self.terpakai > self.baku)


def journey(page: NaskahPage, naskah: Naskah | None) -> list[StepTime]:
    """Every step in order, with its standing and time."""
    steps = [
        s
        for s in steps_of(page, naskah, trail_of(naskah))
        if isinstance(s.task, LangkahTask)
    ]
    used = minutes_used(naskah) if naskah else {}
    found = [StepTime(s.task, s.status, used.get(s.task.pk)) for s in steps]
    mark_drafting(found, naskah, steps)
    return found


def mark_drafting(
    found: list[StepTime], naskah: Naskah | None, steps: list[Step]
) -> None:
    """A text that lies with its drafter is at the drafter's own step."""
    if naskah is not None and naskah.status not in Naskah.DRAFTING:
        return
    workflow = progress.workflow_of(steps[0].task) if steps else None
    leading = {t.pk for t in progress.leading_tasks(workflow)} if workflow else set()
    own = [step for step in found if step.task.pk in leading]
    for step in [s for s in own if s.status != "selesai"][:1] or own[-1:]:
        step.status = "berjalan"


def minutes_used(naskah: Naskah) -> dict[int, int]:
    """Working minutes by task, of all rounds; a running step counts until now."""
    states = LangkahTaskState.objects.filter(workflow_state__in=rounds_of(naskah))
    kalender = kalender_of(naskah.instansi)
    used: dict[int, int] = {}
    for state in states:
        minutes = state.menit_kerja
        if minutes is None and state.status == state.STATUS_IN_PROGRESS:
            minutes = max(kalender.minutes_between(state.started_at, timezone.now()), 0)
        if minutes is not None:
            used[state.task_id] = used.get(state.task_id, 0) + minutes
    return used


def rounds_of(naskah: Naskah) -> list[int]:
    """The workflow states of the page's round and of its berkas."""
    found = [naskah.workflow_state_id] if naskah.workflow_state_id else []
    for berkas in Berkas.objects.filter(naskah=naskah):
        found += berkas.workflow_states.values_list("pk", flat=True)
    return found


def marks_of(steps: Iterable[StepTime]) -> dict[int, str]:
    """Words for the flowchart; a step on both sides of publication is done once both are."""
    marks: dict[int, str] = {}
    for step in steps:
        nomor = step.task.nomor
        if nomor is None:
            continue
        words = {marks.get(nomor, step.status), step.status}
        marks[nomor] = "berjalan" if "berjalan" in words else min(words)
        if words == {"selesai", "menunggu"}:
            marks[nomor] = "menunggu"
    return marks


def holders_of(
    state: TaskState | None, naskah: Naskah | None, page: NaskahPage
) -> list[str]:
    """Who has it now: those who may decide the step, else the drafter."""
    if state is not None and isinstance(state.task.specific, LangkahTask):
        facts = authority.grounds(state.task.specific, naskah)
        able = {user.pk for user in authority.among(facts)}
        return [str(holder) for holder in facts.holders if holder.user_id in able]
    drafter = (naskah and naskah.penyusun) or page.owner
    on_drafter = naskah is None or naskah.status in Naskah.DRAFTING
    if drafter is None or not on_drafter:
        return []
    return [drafter.get_full_name() or drafter.get_username()]


def own_naskah(user: User) -> QuerySet[Naskah]:
    """The newest round of each page that ``user`` wrote, newest first."""
    rows = Naskah.objects.filter(
        penyusun=user, page__isnull=False, instansi__in=offices_of(user)
    )
    newer = Naskah.objects.filter(page=OuterRef("page"), pk__gt=OuterRef("pk"))
    return (
        rows.filter(~Exists(newer))
        .select_related("page", "instansi", "workflow_state__current_task_state__task")
        .order_by("-pk")
    )


def own_drafts(user: User) -> list[NaskahPage]:
    """Pages of ``user`` that never began a round."""
    begun = Naskah.objects.filter(page__isnull=False).values("page")
    found: list[NaskahPage] = []
    for kind in NaskahPage.__subclasses__():
        pages = kind._default_manager.filter(owner=user, live=False)
        found += pages.exclude(pk__in=begun)[:50]
    return sorted(found, key=lambda page: -page.pk)
