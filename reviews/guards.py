"""Workflows and tasks that naskah are walking through do not change under them.

In stock Wagtail, deactivating the remaining task *publishes* the page, and deleting
a later step lets the earlier approver publish. Here both are refused while a round
is under way, and an adopted SOP's workflow is never changed at all: it is replaced.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Task, Workflow, WorkflowState, WorkflowTask
from wagtail.signals import workflow_cancelled

from pages.errors import NaskahError
from reviews import rounds
from reviews.actions.record import record
from reviews.models.jejak import Jejak
from reviews.models.naskah import Naskah


def under_way(workflows: Any) -> bool:
    """Whether a round is walking through one of ``workflows``."""
    return WorkflowState.objects.active().filter(workflow__in=workflows).exists()


def refuse_if_under_way(task: Task) -> None:
    if under_way(task.workflows):
        raise NaskahError(
            f"Langkah “{task.name}” sedang dilalui naskah. Selesaikan atau batalkan "
            "naskah itu dahulu, atau berlakukan SOP versi baru."
        )


@receiver(pre_delete)
def guard_task_delete(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Task):
        refuse_if_under_way(instance)


@receiver(pre_save)
def guard_task_deactivation(
    sender: type, instance: Any, *, raw: bool = False, **kwargs: Any
) -> None:
    if not raw and isinstance(instance, Task) and instance.pk and not instance.active:
        refuse_if_under_way(instance)


@receiver(pre_delete, sender=WorkflowTask)
@receiver(pre_save, sender=WorkflowTask)
def guard_workflow_task(sender: type, instance: WorkflowTask, **kwargs: Any) -> None:
    if kwargs.get("raw") or not under_way([instance.workflow_id]):
        return
    if instance.pk and unchanged(instance, deleting="update_fields" not in kwargs):
        return
    raise NaskahError(
        f"Alur “{instance.workflow}” sedang dilalui naskah dan tidak dapat diubah. "
        "Selesaikan atau batalkan naskah itu dahulu."
    )


def unchanged(row: WorkflowTask, *, deleting: bool) -> bool:
    """Wagtail's form saves rows that nobody touched."""
    kept = WorkflowTask.objects.filter(
        pk=row.pk, task_id=row.task_id, sort_order=row.sort_order
    )
    return not deleting and kept.exists()


@receiver(pre_delete, sender=Workflow)
def guard_workflow_delete(sender: type, instance: Workflow, **kwargs: Any) -> None:
    refuse_workflow(instance)


@receiver(pre_save, sender=Workflow)
def guard_workflow_deactivation(
    sender: type, instance: Workflow, *, raw: bool = False, **kwargs: Any
) -> None:
    if not raw and instance.pk and not instance.active:
        refuse_workflow(instance)


def refuse_workflow(workflow: Workflow) -> None:
    if under_way([workflow.pk]):
        raise NaskahError(
            f"Alur “{workflow}” sedang dilalui naskah. Selesaikan atau batalkan naskah "
            "itu dahulu."
        )


@receiver(workflow_cancelled)
def record_cancellation(
    sender: type, instance: WorkflowState, user: Any = None, **kwargs: Any
) -> None:
    """A cancelled round leaves its trace; the text is a draft again."""
    naskah = rounds.naskah_of_state(instance)
    if naskah is None or rounds.about_berkas(instance):
        return
    naskah.status = Naskah.Status.BATAL
    naskah.save(update_fields=["status"])
    record(naskah, Jejak.Aksi.BATAL, user=user)
