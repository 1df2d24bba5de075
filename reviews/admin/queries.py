"""What lies before whom: the questions that the screens ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from pages.models import InstansiPage
from reviews import authority, rounds
from reviews.models.jabatan import PemangkuJabatan
from reviews.models.laporan import Berkas
from reviews.models.naskah import Naskah
from reviews.models.sop import SOP
from reviews.sop.adopt import TASK_TYPES

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from pages.models import NaskahPage
    from reviews.models.langkah import LangkahTask


@dataclass(frozen=True)
class Waiting:
    """One step that waits for the reader."""

    judul: str
    task: LangkahTask
    since: object
    url: str


def reader_of(request: HttpRequest) -> User:
    """Who asks; Wagtail's admin lets nobody in who has not logged in."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user


def offices_of(user: User) -> QuerySet[InstansiPage]:
    """The offices whose papers ``user`` may see: all for superusers, else his own."""
    if user.is_superuser:
        return InstansiPage.objects.all()
    return held_offices(user)


def held_offices(user: User) -> QuerySet[InstansiPage]:
    """The offices in which ``user`` holds a post today."""
    posts = terms_of(user).values("jabatan__instansi")
    return InstansiPage.objects.filter(pk__in=posts)


def terms_of(user: User) -> QuerySet[PemangkuJabatan]:
    """What ``user`` holds today, on each office's own calendar (one query)."""
    today = Q()
    for zone in InstansiPage.ZonaWaktu.values:
        day = timezone.now().astimezone(ZoneInfo(zone)).date()
        held = PemangkuJabatan.objects.in_office(day).filter(user=user)
        today |= Q(jabatan__instansi__zona_waktu=zone, pk__in=held.values("pk"))
    return PemangkuJabatan.objects.filter(today).select_related("jabatan__instansi")


def waiting_for(user: User) -> list[Waiting]:
    """The steps that ``user`` may decide now, oldest first."""
    posts = PemangkuJabatan.objects.filter(user=user).values("jabatan")
    task_ids: list[int] = []
    for task_type in set(TASK_TYPES.values()):
        found = task_type.objects.filter(jabatan__in=posts)
        task_ids.extend(found.values_list("pk", flat=True))
    states = TaskState.objects.filter(
        task_id__in=task_ids,
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
    ).select_related("workflow_state", "task")
    return [
        Waiting(judul_of(state), state.task.specific, state.started_at, url_of(state))
        for state in states.order_by("started_at")
        if authority.acting(
            state.task.specific, rounds.naskah_of_state(state.workflow_state), user
        )
    ]


def returned_to(user: User) -> QuerySet[Naskah]:
    """The texts that came back to ``user`` as their drafter."""
    return Naskah.objects.filter(
        penyusun=user, status=Naskah.Status.DIKEMBALIKAN, page__isnull=False
    ).select_related("page")


def orders_for(user: User) -> list[SOP]:
    """The SOPs that ``user`` may begin with an order (penugasan) today."""
    sops = SOP.objects.in_force().filter(instansi__in=offices_of(user))
    return [
        sop
        for sop in sops.select_related("instansi")
        if sop.begins_with_order
        and authority.acting(rounds.ordered_tasks(sop.workflow)[0], None, user)
    ]


def judul_of(state: TaskState) -> str:
    naskah = rounds.naskah_of_state(state.workflow_state)
    return naskah.judul if naskah else str(rounds.subject(state.workflow_state))


def url_of(state: TaskState) -> str:
    """The review screen of whatever ``state`` is about."""
    return subject_url(rounds.subject(state.workflow_state))


def subject_url(obj: NaskahPage | Berkas) -> str:
    kind = "berkas" if isinstance(obj, Berkas) else "halaman"
    return reverse(f"naskah:tinjau_{kind}", args=[obj.pk])
