"""Workflows and tasks that naskah are walking through do not change under them.

In stock Wagtail, deactivating the remaining task *publishes* the page, and deleting
a later step lets the earlier approver publish. Here both are refused while a round
is under way, and an adopted SOP's workflow is never changed at all: it is replaced.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.db.models.signals import m2m_changed, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Task, Workflow, WorkflowTask

from pages.errors import NaskahError
from pages.signals import every, receiver_of, unless_raw
from reviews.papers.langkah import LangkahTask
from reviews.papers.sop import SOP
from reviews.rounds.under_way import refuse_if_under_way, under_way

# What makes a step the step it is, and what makes a change of its posts.
FIXED = (
    "jenis",
    "nomor",
    "mengikat",
    "boleh_menyunting",
    "kembali_ke_id",
    "empat_mata",
)
POSTS_CHANGE = frozenset({"pre_add", "pre_remove", "pre_clear"})


def refuse_if_adopted(task: Task) -> None:
    if isinstance(task, LangkahTask) and task.sop_id is not None:
        raise NaskahError(
            f"Langkah “{task.name}” berasal dari SOP yang diberlakukan dan tidak dapat "
            "diubah di sini. Berlakukan SOP versi baru."
        )


@receiver_of(pre_delete, every(Task))
def guard_task_delete(sender: type, instance: Task, **kwargs: Any) -> None:
    refuse_if_under_way(instance)
    refuse_if_adopted(instance.specific)


@receiver_of(pre_save, every(Task))
@unless_raw
def guard_task_change(sender: type, instance: Task, **kwargs: Any) -> None:
    """What a step is, and whether it is asked at all, is fixed while it is used."""
    if not instance.pk:
        return
    if not instance.active or changed_fields(instance):
        refuse_if_under_way(instance)
        refuse_if_adopted(instance.specific)


def changed_fields(task: Task) -> list[str]:
    """The fixed fields that ``task`` would change; a return may still be pointed."""
    stored = type(task)._base_manager.filter(pk=task.pk).first()
    if stored is None or not isinstance(task, LangkahTask):
        return []
    changed = [name for name in FIXED if getattr(stored, name) != getattr(task, name)]
    unpointed = stored.kembali_ke_id is None
    return [name for name in changed if name != "kembali_ke_id" or not unpointed]


@receiver_of(m2m_changed, [step.jabatan.through for step in every(LangkahTask)])
def guard_task_posts(
    sender: type, instance: LangkahTask, action: str, pk_set: Any = None, **kwargs: Any
) -> None:
    """Nobody makes himself the post that a waiting naskah is to be decided by."""
    if action in POSTS_CHANGE and pk_set != set():
        refuse_if_under_way(instance)
        if instance.jabatan.exists():  # adoption gives them once
            refuse_if_adopted(instance)


@receiver([pre_delete, pre_save], sender=WorkflowTask)
@unless_raw
def guard_workflow_task(sender: type, instance: WorkflowTask, **kwargs: Any) -> None:
    if instance.pk and unchanged(instance, deleting="update_fields" not in kwargs):
        return
    if under_way([instance.workflow_id]):
        raise NaskahError(
            f"Alur “{instance.workflow}” sedang dilalui naskah dan tidak dapat diubah. "
            "Selesaikan atau batalkan naskah itu dahulu."
        )
    if departs_from_sop(instance) or borrows_step(instance):
        raise NaskahError(
            f"Alur “{instance.workflow}” berasal dari SOP yang diberlakukan dan tidak "
            "dapat diubah di sini. Berlakukan SOP versi baru."
        )


def departs_from_sop(row: WorkflowTask) -> bool:
    """Whether ``row`` changes an adopted workflow; its own steps are put in once."""
    sop = adopting(row.workflow_id)
    own = sop is not None and getattr(row.task.specific, "sop_id", None) == sop.pk
    return sop is not None and (row.pk is not None or not own)


def borrows_step(row: WorkflowTask) -> bool:
    """Whether ``row`` puts an SOP's step into a workflow made by hand.

    What comes before and after a step is read from the workflow that it stands in.
    """
    owner = getattr(row.task.specific, "sop", None)
    own = owner and row.workflow_id in (owner.workflow_id, owner.workflow_berkas_id)
    return owner is not None and not own and row.pk is None


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
@unless_raw
def guard_workflow_deactivation(
    sender: type, instance: Workflow, **kwargs: Any
) -> None:
    if instance.pk and not instance.active:
        refuse_workflow(instance)
        refuse_adopted_workflow(instance)


def refuse_adopted_workflow(workflow: Workflow) -> None:
    """``Workflow.deactivate()`` cancels its rounds first, and then saves."""
    if adopting(workflow.pk) is not None:
        raise NaskahError(
            f"Alur “{workflow}” berasal dari SOP yang diberlakukan dan tidak dapat "
            "dinonaktifkan. Berlakukan SOP versi baru."
        )


def adopting(workflow_id: int) -> SOP | None:
    """The SOP whose steps the workflow holds, before or after publication."""
    return SOP.objects.filter(
        Q(workflow=workflow_id) | Q(workflow_berkas=workflow_id)
    ).first()


def refuse_workflow(workflow: Workflow) -> None:
    if under_way([workflow.pk]):
        raise NaskahError(
            f"Alur “{workflow}” sedang dilalui naskah. Selesaikan atau batalkan naskah "
            "itu dahulu."
        )
