"""A step that ends says how long it took; an office that moves its clock, by when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.dispatch import receiver
from wagtail.signals import page_published, task_approved, task_cancelled, task_rejected

from pages.models import InstansiPage
from reviews.papers.langkah import LangkahTaskState
from reviews.rounds.tenggat import recompute, record_menit

if TYPE_CHECKING:
    from wagtail.models import TaskState


@receiver([task_approved, task_rejected, task_cancelled])
def record_ended(sender: type, instance: TaskState, **kwargs: Any) -> None:
    if isinstance(instance, LangkahTaskState):
        record_menit(instance)


@receiver(page_published, sender=InstansiPage)
def follow_zone(sender: type, instance: InstansiPage, **kwargs: Any) -> None:
    """The office's time zone may have changed with the page."""
    recompute(instance)
