"""What naskah walk through stays as it is: an SOP's way, and one made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupApprovalTask, WorkflowTask

from reviews.engine.guards.workflows import changed_fields
from reviews.models import ParafTask
from tests.reviews import builders as b
from tests.reviews.engine.guards.by_hand import made_by_hand

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from reviews.models import SOP


def test_nothing_is_put_into_the_way_of_an_sop(lampung: SOP) -> None:
    task = GroupApprovalTask.objects.create(name="Sisipan")
    for workflow in (lampung.workflow, lampung.workflow_berkas):
        with b.refused(match="berasal dari SOP"):
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=9)


def test_nobody_makes_his_post_the_one_that_decides_meanwhile(lampung: SOP) -> None:
    workflow, page = made_by_hand(lampung), b.drafted(lampung)
    workflow.start(page, page.owner)
    paraf = workflow.tasks.first().specific
    own, mine = paraf.jabatan.get(), b.post_of(lampung, 1)
    with b.refused(match="sedang dilalui naskah"):
        paraf.jabatan.add(mine)
    with b.refused(match="sedang dilalui naskah"):
        paraf.jabatan.remove(own)
    b.approve(b.approve(page))
    paraf.jabatan.set([mine])
    assert paraf.jabatan.get() == mine


def test_a_task_of_wagtails_own_is_changed_as_ever(root_user: User) -> None:
    task = GroupApprovalTask.objects.create(name="Persetujuan")
    group = Group.objects.create(name="Humas")
    client = b.logged_in(root_user)
    client.raise_request_exception = False
    url = reverse("wagtailadmin_workflows:edit_task", args=[task.pk])
    answer = client.post(url, {"name": task.name, "groups": [group.pk]})
    assert "diperbarui" in b.told(client, answer)
    assert task.groups.get() == group


@pytest.mark.django_db
def test_what_would_change_of_a_step_is_named() -> None:
    """Where it returns to may be said once; of Wagtail's own tasks nothing is fixed."""
    step, target, other = (ParafTask.objects.create(name=name) for name in "ABC")
    step.name, step.empat_mata, step.kembali_ke = "Paraf", "tanpa", target
    assert changed_fields(step) == ["empat_mata"]
    step.save()
    assert changed_fields(step) == []
    step.kembali_ke = other
    assert changed_fields(step) == ["kembali_ke_id"]
    stock = GroupApprovalTask.objects.create(name="Persetujuan")
    stock.name = "Persetujuan humas"
    assert changed_fields(stock) == []
