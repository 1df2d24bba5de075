"""What is ours to do after stock Wagtail, or a hand, has acted past our own acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.log_actions import log
from wagtail.models import Page, WorkflowPage, WorkflowState
from wagtail.signals import page_published, page_unpublished, workflow_cancelled

from pages.models import NaskahPage
from pages.signals import every, receiver_of, unless_raw
from reviews.engine.actions.schedule import keep_schedule
from reviews.engine.actions.withdraw import follow_off
from reviews.papers.jejak import Jejak
from reviews.papers.naskah import Naskah
from reviews.rounds import progress
from reviews.trail.record import record

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ASSIGNED = "reviews.alur.tetapkan"
RELEASED = "reviews.alur.lepaskan"


@receiver([post_save, post_delete], sender=WorkflowPage)
@unless_raw
def keep_record(sender: type, instance: WorkflowPage, **kwargs: Any) -> None:
    """In the page's own log: who assigned or released which workflow."""
    log(
        instance=instance.page,
        action=ASSIGNED if "created" in kwargs else RELEASED,
        data={"alur": str(instance.workflow)},
    )


@receiver(workflow_cancelled, sender=WorkflowState)
def record_cancellation(
    sender: type, instance: WorkflowState, user: User | None = None, **kwargs: Any
) -> None:
    """A cancelled round leaves its trace; the text is a draft again."""
    naskah = progress.naskah_of_state(instance)
    if naskah is None or progress.about_berkas(instance):
        return
    naskah.status = Naskah.Status.BATAL
    naskah.save(update_fields=["status"])
    record(naskah, Jejak.Aksi.BATAL, user=user)


@receiver_of([page_published, page_unpublished], every(Page))
def keep_other_schedules(sender: type, instance: Page, **kwargs: Any) -> None:
    """Wagtail clears every schedule of a page that it publishes, or takes off."""
    keep_schedule(instance)


@receiver_of(page_unpublished, every(NaskahPage))
def follow_page(sender: type, instance: NaskahPage, **kwargs: Any) -> None:
    """A page that leaves the site takes along what would look for it there."""
    follow_off(instance)
