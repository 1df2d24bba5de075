"""Which steps lead, write and bind; which round, which text, which step comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import Group
from wagtail.models import (
    GroupApprovalTask,
    Task,
    Workflow,
    WorkflowState,
    WorkflowTask,
)

from reviews.models import Berkas, ParafTask
from reviews.rounds import progress
from tests.reviews.builders import (
    approve,
    at_step,
    changed,
    decider,
    drafted,
    fresh,
    holder_of,
    naskah_of,
    published,
    resubmit,
    return_to,
    state_of,
    step_of,
    submitted,
    task_at,
)

if TYPE_CHECKING:
    from reviews.models import SOP


pytestmark = pytest.mark.django_db


def step(*jenis: str, **fields: Any) -> ParafTask:
    """A step of these kinds, in no workflow."""
    return ParafTask(jenis=list(jenis), **fields)


# By their kinds alone -----------------------------------------------------------------


def test_the_drafter_s_steps_lead_until_anybody_else_s() -> None:
    gather, write = step("kumpul_bahan"), step("olah_bahan", "buat_naskah")
    check, again = step("verifikasi_paraf"), step("buat_naskah")
    assert progress.leading_among([gather, write, check, again]) == [gather, write]
    assert progress.leading_among([check, write]) == []
    mixed = step("buat_naskah", "verifikasi")
    assert progress.leading_among([gather, mixed]) == [gather]


def test_a_step_of_no_kind_or_of_wagtail_s_own_leads_nothing() -> None:
    assert progress.leading_among([step(), step("buat_naskah")]) == []
    assert progress.leading_among([Task(name="Persetujuan"), step("buat_naskah")]) == []


def test_whoever_may_edit_without_judging_writes_and_else_who_publishes() -> None:
    write = step("buat_naskah", boleh_menyunting=True)
    gather = step("kumpul_bahan")
    correct = step("verifikasi_paraf", boleh_menyunting=True)
    publish = step("publikasi", boleh_menyunting=True)
    tasks = [gather, write, correct, publish]
    assert progress.writers_among(tasks) == [write, publish]
    assert progress.writers_among([correct, publish]) == [publish, publish]
    plain = step("publikasi")
    assert progress.writers_among([correct, plain]) == [plain]


@pytest.mark.parametrize(
    ("kind", "fields", "binds", "writes"),
    [
        ("verifikasi_paraf", {}, True, False),
        ("tanda_tangan", {}, True, False),
        ("mengetahui", {}, True, False),
        ("disposisi", {}, False, False),
        ("disposisi", {"mengikat": True}, True, False),
        ("verifikasi", {"boleh_menyunting": True}, False, True),
        ("laporan", {}, False, True),
    ],
)
def test_which_approval_is_one_of_the_very_text(
    kind: str, fields: dict[str, bool], binds: bool, writes: bool
) -> None:
    task = step(kind, **fields)
    assert (progress.binds_text(task), progress.writes_text(task)) == (binds, writes)


# In a workflow ------------------------------------------------------------------------


def numbers(tasks: list[Any]) -> list[int]:
    return [task.nomor for task in tasks]


def test_steps_have_neighbours_in_the_order_of_the_sop(lampung: SOP) -> None:
    third, last = task_at(lampung, 3), task_at(lampung, 5)
    assert numbers(progress.earlier_tasks(third)) == [2, 1]
    following = progress.task_after(third)
    assert following is not None
    assert following.specific.nomor == 4
    assert progress.task_after(last) is None


def test_a_task_of_no_workflow_has_no_neighbours() -> None:
    task = ParafTask.objects.create(name="Lepas")
    assert progress.earlier_tasks(task) == []
    assert progress.task_after(task) is None
    assert not progress.has_outside_drafter(task)


def test_of_several_workflows_the_first_counts() -> None:
    before, task, after = (
        ParafTask.objects.create(name=name) for name in ("Awal", "Sama", "Akhir")
    )
    for tasks in ([before, task], [task, after]):
        workflow = Workflow.objects.create(name="Alur")
        for order, each in enumerate(tasks):
            WorkflowTask.objects.create(workflow=workflow, task=each, sort_order=order)
    assert progress.earlier_tasks(task) == [before]
    assert progress.task_after(task) is None


def test_who_has_no_step_of_his_own_brought_the_text_in(
    bekasi: SOP, setda: SOP, lampung: SOP
) -> None:
    """Finished material comes from outside; an ordered text and a draft do not."""
    assert progress.has_outside_drafter(task_at(bekasi, 2))
    assert not progress.has_outside_drafter(task_at(setda, 2))
    assert not progress.has_outside_drafter(task_at(lampung, 2))
    assert not progress.has_outside_drafter(task_at(lampung, 7, after=True))


# Of one naskah ------------------------------------------------------------------------


def test_a_round_is_known_from_its_page_and_from_its_berkas(lampung: SOP) -> None:
    live, other = published(lampung, "Tayang"), submitted(lampung, "Lain")
    berkas = Berkas.objects.get(naskah__page_id=live.pk)
    assert progress.naskah_of(berkas) == naskah_of(live)
    assert progress.naskah_of_state(state_of(berkas)) == naskah_of(live)
    assert progress.naskah_of(other) == naskah_of(other)
    assert progress.naskah_of_state(state_of(other)) == naskah_of(other)
    assert progress.naskah_of(fresh(live)) is None
    assert progress.about_berkas(state_of(berkas))
    assert not progress.about_berkas(state_of(other))
    first = progress.ordered_tasks(lampung.workflow)[0]
    assert progress.is_leading(first, state_of(other))
    assert not progress.is_leading(first, state_of(berkas))


def test_a_round_that_no_sop_began_is_no_naskah(lampung: SOP) -> None:
    """One from before the SOP was in force; now none is begun."""
    page, _ = drafted(lampung), submitted(lampung, "Lain")
    state = WorkflowState(
        content_type=page.get_content_type(),
        base_content_type=page.get_base_content_type(),
        object_id=str(page.pk),
        workflow=Workflow.objects.create(name="Alur bawaan"),
    )
    WorkflowState.objects.bulk_create([state])  # asks no guard
    assert progress.naskah_of_state(state) is None


def initialled(page: Any, sop: SOP, nomor: int) -> str | None:
    return progress.initialled_digest(state_of(page), task_at(sop, nomor))


def test_what_goes_on_is_what_the_nearest_paraf_before_stands_on(lampung: SOP) -> None:
    page = at_step(lampung, 4)
    seen = fresh(page).get_latest_revision_as_object().digest()
    assert initialled(page, lampung, 4) == seen
    assert initialled(page, lampung, 2) is None  # nobody initials before the first
    assert progress.approved_digest(state_of(page), task_at(lampung, 3)) == seen
    assert progress.approved_digest(state_of(page), task_at(lampung, 4)) is None


def test_a_post_that_may_edit_begins_the_text_anew(kantor_kepala: SOP) -> None:
    page = at_step(kantor_kepala, 5)
    earlier = fresh(page).get_latest_revision_as_object().digest()
    assert initialled(page, kantor_kepala, 5) is None
    changed(page, "Koreksi.").save_revision(user=decider(page))
    approve(page)
    later = fresh(page).get_latest_revision_as_object().digest()
    assert later != earlier
    following = progress.task_after(task_at(kantor_kepala, 5))
    assert following is not None
    assert progress.initialled_digest(state_of(page), following.specific) == later


def test_a_stock_task_among_the_steps_initials_nothing(lampung: SOP) -> None:
    paraf = ParafTask.objects.create(name="Paraf")
    last = ParafTask.objects.create(name="Paraf akhir")
    stock = GroupApprovalTask.objects.create(name="Persetujuan")
    stock.groups.add(Group.objects.create(name="Moderator"))
    workflow = Workflow.objects.create(name="Campuran")
    for order, task in enumerate((paraf, stock, last)):
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    page = submitted(lampung)
    state = state_of(page)
    state.workflow = workflow
    assert progress.initialled_digest(state, last) is None


def test_only_later_approvals_of_another_text_are_asked_again(
    sungai_penuh: SOP,
) -> None:
    """After a return to step 2, those behind it stand while the text is the same."""
    page = at_step(sungai_penuh, 4)
    return_to(page, 2)
    approve(page, user=holder_of(sungai_penuh, 2))
    done = progress.approved_states(state_of(page)).values_list("task_id", flat=True)
    assert sorted(done) == sorted(task_at(sungai_penuh, n).pk for n in (1, 2, 3))


def test_who_approved_another_text_is_asked_again(kantor_kepala: SOP) -> None:
    page = at_step(kantor_kepala, 5)
    return_to(page, 3)
    changed(page, "Ditulis lain.").save_revision(user=page.owner)
    resubmit(fresh(page))
    assert step_of(page) == 4
