"""A round is begun, resumed, cancelled and finished once, by one of those who try.

Wagtail compares the status it holds in memory: a cancellation that was on its way
while somebody published would call the published round off, and a draft handed in
by a double click would be asked for twice. Here the row itself is asked, under lock.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import WorkflowState

from pages.errors import NaskahError
from pages.models import NaskahPage
from pages.signals import unless_raw
from reviews.engine.actions.decide import AlreadyDecidedError
from reviews.papers.laporan import Berkas
from reviews.rounds import progress
from reviews.rounds.assignment import require_publishing
from reviews.rounds.locks import locked

ENDED = (WorkflowState.STATUS_APPROVED, WorkflowState.STATUS_CANCELLED)


@receiver(pre_save, sender=WorkflowState)
@unless_raw
def guard_round(sender: type, instance: WorkflowState, **kwargs: Any) -> None:
    if instance.pk is None:
        refuse_second_round(instance)
        refuse_other_workflow(instance)
        return
    stored = locked(WorkflowState.objects.filter(pk=instance.pk))
    if stored is not None and is_stale(stored, instance):
        raise AlreadyDecidedError(
            "Naskah ini baru saja diputuskan atau diajukan orang lain. Muat ulang "
            "halaman untuk melihat keadaan terakhir."
        )


def refuse_second_round(state: WorkflowState) -> None:
    """Whoever begins a round holds the row of its page or berkas meanwhile."""
    model = state.base_content_type.model_class()
    locked(model._base_manager.filter(pk=state.object_id))
    begun = WorkflowState.objects.active().filter(
        base_content_type=state.base_content_type, object_id=state.object_id
    )
    if begun.exists():
        raise AlreadyDecidedError("Naskah ini sudah diajukan.")


def refuse_other_workflow(state: WorkflowState) -> None:
    """A round that can never publish would lock its text for ever."""
    model = state.content_type.model_class()
    if not issubclass(model, NaskahPage):
        return
    office = progress.subject(state).instansi
    if office is not None:  # else no round is opened at all
        require_publishing(state.workflow, office)


def is_stale(stored: WorkflowState, instance: WorkflowState) -> bool:
    """Whether ``instance`` was read before the round took another turn."""
    if stored.status in ENDED:
        return bool(instance.status != stored.status)
    resumes = (
        instance.status == WorkflowState.STATUS_IN_PROGRESS
        and instance.current_task_state_id is None
    )
    return (
        resumes
        and stored.status == WorkflowState.STATUS_IN_PROGRESS
        and bool(stored.current_task_state_id)
    )


@receiver(pre_save, sender=WorkflowState)
@unless_raw
def guard_berkas_round(sender: type, instance: WorkflowState, **kwargs: Any) -> None:
    """What follows a publication is owed: laporan, signatures, archive.

    Wagtail lets whoever may approve a step cancel all of them.
    """
    cancelled = instance.status == WorkflowState.STATUS_CANCELLED
    if cancelled and progress.about_berkas(instance) and is_open(instance):
        raise NaskahError(
            "Langkah sesudah tayang tidak dapat dibatalkan. Selesaikan langkahnya, "
            "atau kembalikan untuk diperbaiki."
        )


def is_open(state: WorkflowState) -> bool:
    """Whether the berkas was not ended; its act calls the round off afterwards."""
    return Berkas.objects.filter(pk=state.object_id, ditutup_pada=None).exists()
