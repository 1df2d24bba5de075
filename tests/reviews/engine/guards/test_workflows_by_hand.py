"""A workflow made by hand is free while nothing walks through it, and then is not.

Where an SOP was adopted two guards stand before the same act; here each stands alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core import serializers
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from cms.demo.offices import make_office
from cms.demo.sample import sample_berita
from pages.errors import NaskahError
from reviews.models import (
    Berkas,
    Jejak,
    Naskah,
    ParafTask,
    PemangkuJabatan,
    PublikasiTask,
)
from reviews.rights.sync import sync_rights
from reviews.sop.interpret import interpret
from tests.reviews.arena import undone
from tests.reviews.builders import (
    approve,
    at_step,
    fresh,
    naskah_of,
    news_of,
    post_of,
    public_answer,
    published,
    refused,
    seed,
    state_of,
    submitted,
    task_at,
    trail,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User

    from reviews.models import SOP


@pytest.fixture
def by_hand(db: None) -> Workflow:
    """Paraf and publication, joined by an administrator for an office without SOP."""
    document = seed("002")
    office = make_office(document.dokumen, interpret(document.dokumen))
    workflow = Workflow.objects.create(name="Alur buatan")
    posts = ("Kasubid II", "Pengelola Informasi Kepegawaian")
    for order, model in enumerate((ParafTask, PublikasiTask)):
        task = model.objects.create(name=model.__name__)
        task.jabatan.add(office.jabatan.get(nama=posts[order]))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    WorkflowPage.objects.create(workflow=workflow, page_id=office.pk)
    sync_rights(office)
    return workflow


def hand_in(workflow: Workflow) -> Any:
    office = WorkflowPage.objects.get(workflow=workflow).page.specific
    page = sample_berita("Naskah biasa")
    page.owner = (
        office.jabatan.get(nama="Pengelola Informasi Kepegawaian").pemangku.get().user
    )
    news_of(office).add_child(instance=page)
    page.save_revision(user=page.owner)
    workflow.start(page, page.owner)
    return fresh(page)


def saved(obj: Any, **fields: Any) -> object:
    for name, value in fields.items():
        setattr(obj, name, value)
    return obj.save()


def swapped(row: WorkflowTask) -> object:
    """Another step in the same place; it stands there in another workflow too."""
    other = GroupApprovalTask.objects.create(name="Sisipan")
    elsewhere = Workflow.objects.create(name="Alur lain")
    WorkflowTask.objects.create(
        workflow=elsewhere, task=other, sort_order=row.sort_order
    )
    return saved(row, task=other)


def acts(workflow: Workflow) -> dict[str, Callable[[], object]]:
    task = ParafTask.objects.get()
    row = WorkflowTask.objects.get(task=task)
    post = task.jabatan.get().instansi.jabatan.exclude(pk=task.jabatan.get().pk).first()
    return {
        "disable": task.deactivate,
        "save disabled": lambda: saved(task, active=False),
        "save the base disabled": lambda: saved(
            Task.objects.get(pk=task.pk), active=False
        ),
        "let it edit": lambda: saved(task, boleh_menyunting=True),
        "other kinds": lambda: saved(task, jenis=["disposisi"]),
        "lift four eyes": lambda: saved(task, empat_mata="tanpa"),
        "one more post": lambda: task.jabatan.add(post),
        "another post": lambda: task.jabatan.set([post]),
        "no post": task.jabatan.clear,
        "delete": task.delete,
        "remove": row.delete,
        "reorder": lambda: saved(row, sort_order=9),
        "swap": lambda: swapped(row),
        "insert": lambda: WorkflowTask.objects.create(
            workflow=workflow,
            task=GroupApprovalTask.objects.create(name="Sisipan"),
            sort_order=5,
        ),
        "close": lambda: saved(workflow, active=False),
        "delete the workflow": workflow.delete,
    }


def test_what_a_naskah_walks_through_does_not_change(by_hand: Workflow) -> None:
    page = hand_in(by_hand)
    for name in acts(by_hand):
        with refused(NaskahError, match="sedang dilalui naskah"):
            acts(Workflow.objects.get(pk=by_hand.pk))[name]()
    approve(approve(page))
    assert public_answer(page)[0] == 200


def test_what_changes_no_decision_may_change_meanwhile(by_hand: Workflow) -> None:
    hand_in(by_hand)
    task = ParafTask.objects.get()
    saved(task, name="Paraf Kasubid", waktu_menit=30)
    task.jabatan.add(task.jabatan.get())
    WorkflowTask.objects.get(task=task).save()
    saved(by_hand, name="Alur lama")
    other = PublikasiTask.objects.get()
    saved(task, kembali_ke=other)  # where a return goes may still be said, once
    with refused(match="sedang dilalui naskah"):
        saved(ParafTask.objects.get(), kembali_ke=None)


def test_what_nothing_walks_through_is_free(by_hand: Workflow) -> None:
    hand_in(by_hand).current_workflow_state.cancel()
    for name in acts(by_hand):
        with undone():
            acts(Workflow.objects.get(pk=by_hand.pk))[name]()


def test_an_adopted_sop_keeps_its_steps_whoever_walks(lampung: SOP) -> None:
    """Before publication and after it; a step of its own is put in by adoption alone."""
    for workflow in (lampung.workflow, lampung.workflow_berkas):
        step = workflow.tasks.specific()[0]
        row = WorkflowTask.objects.get(task=step)
        for act in (
            lambda step=step: saved(step, mengikat=not step.mengikat),
            step.delete,
            lambda row=row: saved(row, sort_order=9),
            row.delete,
            lambda workflow=workflow: saved(workflow, active=False),
        ):
            with refused(NaskahError, match="berasal dari SOP"):
                act()
    WorkflowTask.objects.get(task=task_at(lampung, 1)).save()
    task = task_at(lampung, 2)
    saved(task, name="Paraf Kasubid", waktu_menit=45)
    assert task_at(lampung, 2).waktu_menit == 45


def test_a_cancelled_round_is_a_draft_again_and_says_by_whom(lampung: SOP) -> None:
    page, other = at_step(lampung, 3), submitted(lampung, "Lain")
    state_of(page).cancel(user=page.owner)
    assert naskah_of(page).status == Naskah.Status.BATAL
    row = Jejak.objects.get(aksi="batal")
    assert (row.naskah_id, row.pelaku) == (naskah_of(page).pk, page.owner_id)
    assert naskah_of(other).status == Naskah.Status.DITINJAU


def test_a_round_of_wagtail_s_own_is_cancelled_without_a_trace(
    lampung: SOP, root_user: User
) -> None:
    page = submitted(lampung)
    Naskah.objects.update(workflow_state=None)
    state_of(page).cancel(user=root_user)
    assert not trail(page, "batal")


# As a backup is loaded: row by row, as it stands ---------------------------------------


def loaded(obj: Any, **fields: Any) -> Any:
    """``obj`` as ``loaddata`` writes it, with other ``fields``; and read again."""
    (row,) = serializers.serialize("python", [obj])
    row["fields"] |= fields
    for each in serializers.deserialize("python", [row]):
        each.save()
    return fresh(obj)


def test_a_backup_is_loaded_as_it_stands(lampung: SOP) -> None:
    """It holds what guards once allowed, in whatever order its rows come."""
    live, page = published(lampung, "Tayang"), at_step(lampung, 2)
    assert loaded(Page.objects.get(pk=page.pk), live=True).live
    assert not loaded(Page.objects.get(pk=live.pk), live=False).live
    task = task_at(lampung, 2)
    assert not loaded(Task.objects.get(pk=task.pk), active=False).active
    row = WorkflowTask.objects.get(task=task)
    assert loaded(row, sort_order=9).sort_order == 9
    assert not loaded(lampung.workflow, active=False).active
    berkas = Berkas.objects.get(naskah__page_id=live.pk)
    cancelled = WorkflowState.STATUS_CANCELLED
    assert loaded(state_of(berkas), status=cancelled).status == cancelled
    ended = WorkflowState.objects.get(status=WorkflowState.STATUS_APPROVED)
    begun = WorkflowState.STATUS_IN_PROGRESS
    assert loaded(ended, status=begun).status == begun


def test_a_loaded_term_gives_no_rights_by_itself(lampung: SOP) -> None:
    term: PemangkuJabatan = post_of(lampung, 2).pemangku.get()
    term.user.groups.clear()
    loaded(term, kapasitas="plt")
    assert not term.user.groups.exists()
    saved(fresh(term), kapasitas="definitif")
    assert term.user.groups.exists()
