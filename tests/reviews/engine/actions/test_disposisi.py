"""A sheet leads to whoever does the next step, in a workflow made by hand as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from reviews.engine.adoption.draf import retire_sop
from reviews.models import Disposisi, DisposisiTask
from reviews.rounds import authority, progress
from tests.reviews import builders as b

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from reviews.models import SOP


def test_a_sheet_before_a_task_of_wagtails_own_names_whom_it_likes(
    lampung: SOP, root_user: User
) -> None:
    """A group does that step: there is no post whose holder must be named."""
    retire_sop(lampung, root_user)
    sheet = DisposisiTask.objects.create(name="Disposisi")
    sheet.jabatan.add(b.post_of(lampung, 2))
    group = GroupApprovalTask.objects.create(name="Persetujuan")
    workflow = Workflow.objects.create(name="Campuran")
    for order, task in enumerate((sheet, group)):
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    WorkflowPage.objects.create(workflow=workflow, page_id=lampung.instansi_id)
    page = b.drafted(lampung)
    workflow.start(page, page.owner)
    state = b.task_state_of(page)
    client = b.logged_in(b.decider(page))
    client.raise_request_exception = False
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]
    )
    named = authority.office_holders(lampung.instansi).get(user=page.owner)
    data = {
        "penerima": [named.pk],
        "sifat": "biasa",
        "urgensi": "biasa",
        "digest": progress.on_table(b.state_of(page)).digest,
    }
    assert client.post(url, data).status_code == 302
    assert b.task_state_of(page).task.specific == group
    assert Disposisi.objects.get().penerima.get().user == page.owner
