"""A step that ends says how long it took; an office that moves its clock, by when."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published, task_approved, task_cancelled, task_rejected

from pages.models import InstansiPage
from pages.signals import every, receiver_of
from reviews.papers.langkah import LangkahTaskState
from reviews.rounds.tenggat import recompute, record_menit


@receiver_of([task_approved, task_rejected, task_cancelled], every(LangkahTaskState))
def record_ended(sender: type, instance: LangkahTaskState, **kwargs: Any) -> None:
    record_menit(instance)


@receiver(page_published, sender=InstansiPage)
def follow_zone(sender: type, instance: InstansiPage, **kwargs: Any) -> None:
    """The office's time zone may have changed with the page."""
    recompute(instance)
