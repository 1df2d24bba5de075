"""Workflows and tasks do not change under the naskah that walk through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import Group
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from cms.demo.offices import make_office
from cms.demo.sample import sample_berita
from pages.errors import NaskahError, PublishingDenied
from reviews.models import Naskah, ParafTask, PublikasiTask
from reviews.rights.sync import sync_rights
from reviews.sop.interpret import interpret
from tests.reviews.builders import (
    approve,
    at_step,
    changed,
    decided,
    decider,
    filled,
    fresh,
    logged_in,
    naskah_of,
    news_of,
    post_of,
    public_answer,
    published,
    refused,
    resubmit,
    seed,
    state_of,
    step_of,
    submitted,
    task_at,
    task_state_of,
    told,
)
from tests.reviews.engine.guards.by_hand import begun_before, workflow_form

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from django.contrib.auth.models import User
    from wagtail.models import Page

    from reviews.models import SOP, LangkahTask

    Unchanged = Callable[[Page], AbstractContextManager[None]]

UNDER_WAY = "sedang dilalui naskah"
FROM_SOP = "berasal dari SOP"


def settings_url(name: str, *args: object) -> str:
    return reverse(f"wagtailadmin_workflows:{name}", args=args)


# Through Settings ---------------------------------------------------------------------


@pytest.mark.parametrize("nomor", [2, 3, 4, 5])
def test_disabling_a_task_under_way(
    lampung: SOP, root_user: User, public_unchanged: Unchanged, nomor: int
) -> None:
    page = at_step(lampung, 3)
    client = logged_in(root_user)
    with public_unchanged(page):
        url = settings_url("disable_task", task_at(lampung, nomor).pk)
        assert UNDER_WAY in told(client, client.post(url))
    assert task_at(lampung, nomor).active
    assert step_of(page) == 3


def test_disabling_the_workflow_under_way(
    lampung: SOP, root_user: User, public_unchanged: Unchanged
) -> None:
    page = at_step(lampung, 3)
    client = logged_in(root_user)
    with public_unchanged(page):
        url = settings_url("disable", lampung.workflow_id)
        assert FROM_SOP in told(client, client.post(url))
    assert step_of(page) == 3


@pytest.mark.parametrize("make", [submitted, published])
def test_removing_a_task_from_the_workflow(
    lampung: SOP,
    root_user: User,
    public_unchanged: Unchanged,
    make: Callable[[SOP], Page],
) -> None:
    """Under way or not: an adopted SOP's workflow is replaced, never thinned out."""
    page = make(lampung)
    client = logged_in(root_user)
    workflow = Workflow.objects.get(pk=lampung.workflow_id)
    rows = list(workflow.workflow_tasks.all())
    with public_unchanged(page):
        url = settings_url("edit", workflow.pk)
        answer = client.post(url, workflow_form(workflow, rows[:2] + rows[-1:]))
        assert told(client, answer)
    assert list(workflow.workflow_tasks.all()) == rows


def test_saving_the_workflow_as_it_stands(lampung: SOP, root_user: User) -> None:
    submitted(lampung)
    client = logged_in(root_user)
    workflow = Workflow.objects.get(pk=lampung.workflow_id)
    rows = list(workflow.workflow_tasks.all())
    answer = client.post(
        settings_url("edit", workflow.pk), workflow_form(workflow, rows)
    )
    assert "diperbarui" in told(client, answer)
    assert list(workflow.workflow_tasks.all()) == rows


def test_making_oneself_the_post_that_decides(
    lampung: SOP, root_user: User, public_unchanged: Unchanged
) -> None:
    page = at_step(lampung, 3)
    task = task_at(lampung, 3)
    client = logged_in(root_user)
    data = {
        "name": task.name,
        "jabatan": [post_of(lampung, 1).pk],
        "waktu_menit": "",
        "kembali_ke": "",
        "boleh_menyunting": "on",
    }
    with public_unchanged(page):
        answer = client.post(settings_url("edit_task", task.pk), data)
        assert told(client, answer)
    task = task_at(lampung, 3)
    assert task.jabatan.get() == post_of(lampung, 3)
    assert not task.boleh_menyunting
    assert task.mengikat


# In code ------------------------------------------------------------------------------


def acts_on(task: LangkahTask, workflow: Workflow) -> dict[str, Callable[[], object]]:
    """Everything code may do to a task or its workflow."""
    row = WorkflowTask.objects.get(task=task)

    def save_inactive() -> None:
        task.active = False
        task.save()

    def save_not_binding() -> None:
        task.mengikat = False
        task.save()

    def save_base_inactive() -> None:
        base = Task.objects.get(pk=task.pk)
        base.active = False
        base.save()

    def reorder() -> None:
        row.sort_order = 99
        row.save()

    return {
        "deactivate": task.deactivate,
        "base deactivate": Task.objects.get(pk=task.pk).deactivate,
        "save inactive": save_inactive,
        "save base inactive": save_base_inactive,
        "save not binding": save_not_binding,
        "delete": task.delete,
        "base delete": Task.objects.get(pk=task.pk).delete,
        "queryset delete": Task.objects.filter(pk=task.pk).delete,
        "remove": row.delete,
        "queryset remove": WorkflowTask.objects.filter(pk=row.pk).delete,
        "reorder": reorder,
        "other posts": lambda: task.jabatan.set([]),
        "deactivate workflow": workflow.deactivate,
        "delete workflow": workflow.delete,
        "insert": lambda: WorkflowTask.objects.create(
            workflow=workflow, task=other_task(), sort_order=0
        ),
    }


def other_task() -> Task:
    return GroupApprovalTask.objects.create(name="Sisipan")


def test_code_under_way(lampung: SOP, public_unchanged: Unchanged) -> None:
    page = at_step(lampung, 3)
    names = acts_on(task_at(lampung, 3), lampung.workflow)
    for name in names:
        for nomor in (3, 4):
            workflow = Workflow.objects.get(pk=lampung.workflow_id)
            act = acts_on(task_at(lampung, nomor), workflow)[name]
            with public_unchanged(page), refused(NaskahError, ProtectedError):
                act()
    assert step_of(page) == 3
    approve(approve(page))
    assert public_answer(approve(page))[0] == 200
    assert decided(page)[:5] == [1, 2, 3, 4, 5]


def test_code_while_nothing_is_under_way(lampung: SOP) -> None:
    """The next naskah walks every step of the SOP it begins under."""
    for name in sorted(acts_on(task_at(lampung, 3), lampung.workflow)):
        act = acts_on(task_at(lampung, 3), lampung.workflow)[name]
        with refused(NaskahError, ProtectedError):
            act()
    assert decided(published(lampung))[:5] == [1, 2, 3, 4, 5]


def test_wagtails_own_approval_leaves_no_row_and_does_not_count(
    lampung: SOP, root_user: User, public_unchanged: Unchanged
) -> None:
    """``TaskState.approve()`` in a shell: the step is not covered."""
    page = at_step(lampung, 3)
    with public_unchanged(page), refused(PublishingDenied):
        walk_by_shell(page, root_user)


def walk_by_shell(page: Page, user: User) -> None:
    task_state_of(page).approve(user=user)
    approve(approve(page))


def test_finishing_in_code(
    lampung: SOP, root_user: User, public_unchanged: Unchanged
) -> None:
    page = at_step(lampung, 3)
    state = WorkflowState.objects.get(pk=fresh(page).current_workflow_state.pk)
    with public_unchanged(page), refused(PublishingDenied):
        state.finish(user=root_user)


# By hand, with no SOP -----------------------------------------------------------------


@pytest.fixture
def office_without_sop(db: None) -> SOP:
    """Seed 002's office with its posts, before any SOP was adopted."""
    document = seed("002")
    instansi = make_office(document.dokumen, interpret(document.dokumen))
    sync_rights(instansi)
    return instansi


def post_named(instansi: Page, nama: str) -> object:
    return instansi.jabatan.get(nama=nama)


def make_by_hand(instansi: Page, user: User) -> Workflow:
    """A ParafTask and a PublikasiTask, made and joined by an administrator."""
    client = logged_in(user)
    for model, nama, jabatan in (
        ("paraftask", "Paraf", "Kasubid II"),
        ("publikasitask", "Tayang", "Pengelola Informasi Kepegawaian"),
    ):
        data = {
            "name": nama,
            "jabatan": [post_named(instansi, jabatan).pk],
            "waktu_menit": "",
            "kembali_ke": "",
            "empat_mata": "baku",
        }
        answer = client.post(settings_url("add_task", "reviews", model), data)
        assert "dibuat" in told(client, answer)
    tasks = [ParafTask.objects.get(), PublikasiTask.objects.get()]
    data = {
        "name": "Alur buatan sendiri",
        "active": "on",
        "workflow_tasks-TOTAL_FORMS": 2,
        "workflow_tasks-INITIAL_FORMS": 0,
        "workflow_tasks-MIN_NUM_FORMS": 0,
        "workflow_tasks-MAX_NUM_FORMS": 1000,
        "pages-TOTAL_FORMS": 1,
        "pages-INITIAL_FORMS": 0,
        "pages-MIN_NUM_FORMS": 0,
        "pages-MAX_NUM_FORMS": 1000,
        "pages-0-page": instansi.pk,
    }
    for at, task in enumerate(tasks):
        data[f"workflow_tasks-{at}-task"] = task.pk
        data[f"workflow_tasks-{at}-ORDER"] = at + 1
        data[f"workflow_tasks-{at}-DELETE"] = ""
    answer = client.post(settings_url("add"), data)
    assert "dibuat" in told(client, answer)
    return Workflow.objects.get(name="Alur buatan sendiri")


def draft_in(instansi: Page, drafter: User) -> Page:
    page = sample_berita("Naskah biasa")
    page.owner = drafter
    news_of(instansi).add_child(instance=page)
    page.save_revision(user=drafter)
    return page


def hand_in(instansi: Page, workflow: Workflow, drafter: User) -> Page:
    page = draft_in(instansi, drafter)
    assert fresh(page).get_workflow() == workflow
    workflow.start(page, drafter)
    return fresh(page)


def holder(instansi: Page, nama: str) -> User:
    return post_named(instansi, nama).pemangku.get().user


def test_hand_made_workflow_from_end_to_end(
    office_without_sop: Page, root_user: User
) -> None:
    workflow = make_by_hand(office_without_sop, root_user)
    drafter = holder(office_without_sop, "Pengelola Informasi Kepegawaian")
    page = hand_in(office_without_sop, workflow, drafter)
    with pytest.raises(NaskahError):
        approve(page, user=drafter)
    approve(page, user=holder(office_without_sop, "Kasubid II"))
    assert public_answer(page)[0] == 404
    approve(page, user=drafter)
    assert public_answer(page)[0] == 200
    naskah = naskah_of(page)
    assert naskah.sop is None
    assert naskah.kode_verifikasi
    paraf = naskah.jejak.get(paraf__isnull=False)
    assert paraf.jabatan == "Kasubid II"
    assert paraf.digest == naskah.digest_disetujui == fresh(page).digest()


def test_hand_made_return_to_the_drafter(
    office_without_sop: Page, root_user: User
) -> None:
    """No step is the drafter's, and still the text goes back to him."""
    workflow = make_by_hand(office_without_sop, root_user)
    drafter = holder(office_without_sop, "Pengelola Informasi Kepegawaian")
    page = hand_in(office_without_sop, workflow, drafter)
    task_state = task_state_of(page)
    data = {**filled(page, "reject"), "tujuan": "penyusun"}
    task_state.task.specific.on_action(task_state, decider(page), "reject", **data)
    assert naskah_of(page).status == Naskah.Status.DIKEMBALIKAN
    changed(page, "Diperbaiki.").save_revision(user=drafter)
    may_submit = [
        fresh(page).permissions_for_user(user).can_submit_for_moderation()
        for user in (drafter, root_user)
    ]
    assert may_submit == [True, False]
    resubmit(page, user=drafter)
    approve(approve(page))
    assert fresh(page).ringkasan == "Diperbaiki."


def test_workflow_of_stock_tasks_alone_publishes_nothing(
    office_without_sop: Page, root_user: User, public_unchanged: Unchanged
) -> None:
    group = Group.objects.create(name="Moderator")
    root_user.groups.add(group)
    task = GroupApprovalTask.objects.create(name="Persetujuan")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Alur bawaan")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page_id=office_without_sop.pk)
    page = draft_in(office_without_sop, root_user)
    assert fresh(page).get_workflow() is None
    with refused(PublishingDenied, match="tidak dapat menayangkan"):
        workflow.start(page, root_user)
    begun_before(workflow, page, task, root_user)
    client = logged_in(root_user)
    url = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[page.pk, "approve", task_state_of(page).pk],
    )
    with public_unchanged(page):
        assert told(client, client.post(url, {"comment": ""}))
    assert fresh(page).current_workflow_state is not None


def test_stock_task_after_a_paraf(office_without_sop: Page, root_user: User) -> None:
    """A workflow that mixes both kinds ends with what was initialled."""
    paraf = ParafTask.objects.create(name="Paraf")
    paraf.jabatan.add(post_named(office_without_sop, "Kasubid II"))
    stock = GroupApprovalTask.objects.create(name="Persetujuan")
    workflow = Workflow.objects.create(name="Campuran")
    for order, task in enumerate((paraf, stock)):
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    WorkflowPage.objects.create(workflow=workflow, page_id=office_without_sop.pk)
    page = hand_in(office_without_sop, workflow, root_user)
    approve(page, user=holder(office_without_sop, "Kasubid II"))
    with refused(PublishingDenied, match="belum dilalui: Persetujuan"):
        state_of(page).finish(user=root_user)
    state = task_state_of(page)
    state.task.specific.on_action(state, root_user, "approve")
    assert public_answer(page)[0] == 200
