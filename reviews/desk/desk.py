"""One person's desk: the four heaps on it, each read at most once a request.

Together at most twelve queries: seven for what waits and two for the calendars it is
timed by, one each for what came back, for unread disposisi and for what was sent on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from wagtail.models import WorkflowState

from reviews.papers.disposisi import PenerimaDisposisi
from reviews.papers.jejak import Jejak
from reviews.papers.laporan import Berkas
from reviews.papers.naskah import Naskah
from reviews.rights.readers import offices_of
from reviews.rounds.waiting import tell_time, waiting_for

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from pages.models import InstansiPage
    from reviews.rounds.waiting import Waiting

SENT_LOOKED_AT = 100  # decisions of mine, newest first, out of which
SENT_SHOWN = 15  # naskah are shown


@dataclass(frozen=True)
class Sent:
    """A naskah that the reader decided, and where it is now."""

    act: Jejak
    place: str

    @property
    def naskah(self) -> Naskah:
        return self.act.naskah


class Desk:
    """What lies before ``user`` now."""

    def __init__(self, user: User) -> None:
        self.user = user

    @cached_property
    def offices(self) -> QuerySet[InstansiPage]:
        """Whoever has left an office has no more of its papers on his desk."""
        return offices_of(self.user)

    @cached_property
    def waiting(self) -> list[Waiting]:
        return waiting_for(self.user)

    @cached_property
    def timed(self) -> list[Waiting]:
        """The same, with the time that is left; the menu's count does without."""
        return tell_time(self.waiting)

    @cached_property
    def returned(self) -> list[Naskah]:
        """The texts that came back to their drafter."""
        found = Naskah.objects.filter(
            penyusun=self.user,
            status=Naskah.Status.DIKEMBALIKAN,
            page__isnull=False,
            instansi__in=self.offices,
        )
        return list(found)

    @cached_property
    def unread(self) -> list[PenerimaDisposisi]:
        """Disposisi addressed to the reader that he has not opened, and still may."""
        found = PenerimaDisposisi.objects.unread_by(self.user).under_way()
        found = found.filter(disposisi__instansi__in=self.offices)
        return list(found.select_related("disposisi__jejak__naskah").order_by("-pk"))

    @cached_property
    def sent(self) -> list[Sent]:
        """What the reader decided last, each naskah once, the newest first."""
        mine = Jejak.objects.filter(
            pelaku=self.user.pk,
            aksi__in=Jejak.DECISIONS,
            naskah__instansi__in=self.offices,
        )
        acts: dict[int, Any] = {}  # trail rows, with the step of their berkas
        for act in (
            mine.select_related("naskah__workflow_state__current_task_state__task")
            .annotate(langkah_berkas=Subquery(step_of_berkas()))
            .order_by("-pk")[:SENT_LOOKED_AT]
        ):
            acts.setdefault(act.naskah_id, act)
        shown = list(acts.values())[:SENT_SHOWN]
        return [Sent(act, place_of(act.naskah, act.langkah_berkas)) for act in shown]

    @property
    def count(self) -> int:
        """How many things ask for an act of the reader."""
        return len(self.waiting) + len(self.returned)

    @property
    def is_clear(self) -> bool:
        """Whether there is nothing to do or to read."""
        return not (self.count or self.unread)


def desk_of(request: HttpRequest) -> Desk:
    """The desk of who asks; menu and panels share one."""
    asked: Any = request
    if not hasattr(asked, "naskah_desk"):
        asked.naskah_desk = Desk(asked.user)
    desk: Desk = asked.naskah_desk
    return desk


def step_of_berkas() -> QuerySet[WorkflowState, Any]:
    """The name of the step that the dossier of a trail row's naskah is at."""
    return WorkflowState.objects.filter(
        content_type=ContentType.objects.get_for_model(Berkas),
        object_id=Cast(OuterRef("naskah__berkas"), CharField()),
        status=WorkflowState.STATUS_IN_PROGRESS,
    ).values("current_task_state__task__name")[:1]


def place_of(naskah: Naskah, after_publication: str | None) -> str:
    """Where ``naskah`` is, in words."""
    if after_publication:
        return f"{naskah.get_status_display()} · {after_publication}"
    state = naskah.workflow_state
    if naskah.status == Naskah.Status.DITINJAU and state and state.current_task_state:
        return str(state.current_task_state.task.name)
    return str(naskah.get_status_display())
