"""Workflows that an administrator made by hand, their form, and rounds in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    Task,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from reviews.engine.adoption.draf import retire_sop
from reviews.models import ParafTask, PublikasiTask
from tests.reviews import builders as b

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from wagtail.models import Page

    from reviews.models import SOP


def made_by_hand(sop: SOP) -> Workflow:
    """A paraf and the publication, in an office whose ``sop`` is retired."""
    retire_sop(sop, b.superuser())
    workflow = Workflow.objects.create(name="Alur buatan sendiri")
    for order, (model, nomor) in enumerate(((ParafTask, 2), (PublikasiTask, 5))):
        task = model.objects.create(name=f"Buatan {order}")
        task.jabatan.add(b.post_of(sop, nomor))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    WorkflowPage.objects.create(page_id=sop.instansi_id, workflow=workflow)
    return workflow


def workflow_form(workflow: Workflow, keep: list[WorkflowTask]) -> dict:
    """What Settings → Workflows posts, with only ``keep`` of the tasks left."""
    rows = list(workflow.workflow_tasks.all())
    data = {
        "name": workflow.name,
        "active": "on",
        "workflow_tasks-TOTAL_FORMS": len(rows),
        "workflow_tasks-INITIAL_FORMS": len(rows),
        "workflow_tasks-MIN_NUM_FORMS": 0,
        "workflow_tasks-MAX_NUM_FORMS": 1000,
    }
    for at, row in enumerate(rows):
        data[f"workflow_tasks-{at}-id"] = row.pk
        data[f"workflow_tasks-{at}-task"] = row.task_id
        data[f"workflow_tasks-{at}-ORDER"] = at + 1
        data[f"workflow_tasks-{at}-DELETE"] = "" if row in keep else "on"
    pages = list(WorkflowPage.objects.filter(workflow=workflow))
    data["pages-TOTAL_FORMS"] = data["pages-INITIAL_FORMS"] = len(pages)
    data["pages-MIN_NUM_FORMS"], data["pages-MAX_NUM_FORMS"] = 0, 1000
    for at, row in enumerate(pages):
        data[f"pages-{at}-page"] = row.page_id
    return data


def begun_before(workflow: Workflow, page: Page, task: Task, user: User) -> None:
    """A round that a version without these guards let begin: as its rows were left."""
    kind = {
        "content_type": page.get_content_type(),
        "base_content_type": page.get_base_content_type(),
        "object_id": str(page.pk),
    }
    state = WorkflowState(workflow=workflow, requested_by=user, **kind)
    WorkflowState.objects.bulk_create([state])
    model = task.specific.get_task_state_class()
    made = model(
        workflow_state=state,
        task=task,
        revision=page.latest_revision,
        status="in_progress",
    )
    made.content_type = ContentType.objects.get_for_model(model)
    made.save()
    WorkflowState.objects.filter(pk=state.pk).update(current_task_state=made.pk)
