"""A check after publication sends the text back: the site stays, a correction begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from wagtail.models import TaskState, WorkflowState

from reviews.engine.actions.decide import open_putusan
from reviews.engine.actions.send_back import return_naskah
from reviews.models import Berkas, Jejak, Naskah
from reviews.rounds import progress
from tests.reviews.builders import (
    approve,
    at_step,
    changed,
    decided,
    decider,
    filled,
    fresh,
    holder_of,
    naskah_of,
    public_answer,
    published,
    refused,
    resubmit,
    return_to,
    state_of,
    step_of,
    task_at,
    task_state_of,
    trail,
)

if TYPE_CHECKING:
    from reviews.models import SOP


def berkas_of(page: Any) -> Berkas:
    return Berkas.objects.get(naskah__page_id=page.pk)


@pytest.fixture
def reported(lampung: SOP) -> Any:
    """A published naskah whose laporan lies with its first check."""
    page = published(lampung)
    assert step_of(berkas_of(page)) == 6
    return page


def point_to(sop: SOP, nomor: int) -> None:
    """Step 6 after publication may send the text back to step ``nomor`` before it."""
    type(task_at(sop, 6)).objects.filter(pk=task_at(sop, 6).pk).update(
        kembali_ke=task_at(sop, nomor)
    )


@pytest.mark.parametrize("target", [1, 3])
def test_a_correction_begins_at_its_drafter_and_the_site_stays(
    lampung: SOP, reported: Any, target: int
) -> None:
    """A step that judges cannot begin it: there is nothing new to judge yet."""
    point_to(lampung, target)
    first, before = naskah_of(reported), public_answer(reported)
    return_to(berkas_of(reported), target, alasan="Foto keliru.")
    assert public_answer(reported) == before
    correction = naskah_of(reported)
    assert correction.pk != first.pk
    same = ("instansi_id", "sop_id", "page_id", "judul", "penyusun_id")
    for name in same:
        assert getattr(correction, name) == getattr(first, name), name
    assert correction.status == Naskah.Status.DIKEMBALIKAN
    assert fresh(first).status == Naskah.Status.TAYANG
    state = state_of(reported)
    assert state.pk == correction.workflow_state_id
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert state.requested_by == first.penyusun
    waiting = TaskState.objects.get(pk=state.current_task_state_id)
    assert waiting.task_id == task_at(lampung, 1).pk
    assert waiting.comment == "Foto keliru."
    assert waiting.finished_by == holder_of(lampung, 6)
    assert state_of(berkas_of(reported)).status == WorkflowState.STATUS_NEEDS_CHANGES


def test_the_berkas_goes_on_with_the_correction_from_its_first_step(
    lampung: SOP, reported: Any
) -> None:
    point_to(lampung, 1)
    berkas = berkas_of(reported)
    return_to(berkas, 1)
    changed(reported, "Sudah dikoreksi.").save_revision(user=reported.owner)
    resubmit(fresh(reported))
    for _ in range(4):
        approve(reported)
    assert fresh(reported).ringkasan == "Sudah dikoreksi."
    assert Berkas.objects.count() == 1
    assert fresh(berkas).naskah == naskah_of(reported)
    state = state_of(berkas)
    assert state.status == WorkflowState.STATUS_IN_PROGRESS
    assert not progress.approved_states(state).filter(task=task_at(lampung, 6)).exists()
    table = progress.on_table(state)
    assert table.draft.naskah == naskah_of(reported), "what is signed from now on"


def test_a_drafter_without_a_step_of_his_own_begins_with_the_first_post(
    bekasi: SOP,
) -> None:
    """Seed 004: what the superior disposed of may read otherwise when it comes back."""
    page = at_step(bekasi, 2)
    task_state = task_state_of(page)
    data = {**filled(page, "reject"), "tujuan": "penyusun"}
    task_state.task.specific.on_action(task_state, decider(page), "reject", **data)
    changed(page, "Seluruhnya ditulis lain.").save_revision(user=page.owner)
    resubmit(page)
    assert step_of(page) == 1
    approve(approve(approve(page)))
    assert decided(page) == [1, 1, 2, 3]


def test_where_the_drafter_has_no_step_the_one_that_was_chosen_is_asked(
    bekasi: SOP,
) -> None:
    page = at_step(bekasi, 2)
    return_to(page, 1)
    assert step_of(page) == 1
    assert state_of(page).status == WorkflowState.STATUS_IN_PROGRESS
    assert Jejak.objects.get(aksi="kembali").data["ke"] == task_at(bekasi, 1).name


def test_no_step_that_lies_ahead_is_one_to_return_to(lampung: SOP) -> None:
    """The form offers none; the act looks again at what it is given."""
    page = at_step(lampung, 3)
    with refused(match="Pilih langkah tujuan pengembalian dari daftar"):
        putusan = open_putusan(task_state_of(page), decider(page))
        putusan.data = {"tujuan": str(task_at(lampung, 5).pk), "alasan": "Salah."}
        return_naskah(putusan)
    assert step_of(page) == 3


def test_no_correction_of_what_is_off_the_site(lampung: SOP, reported: Any) -> None:
    point_to(lampung, 1)
    # Where an earlier version left a dossier open behind a page that was withdrawn.
    type(reported).objects.filter(pk=reported.pk).update(live=False)
    with refused(match="sudah tidak tayang"):
        return_to(berkas_of(reported), 1)
    assert step_of(berkas_of(reported)) == 6
    assert not trail(reported, "kembali")


def test_a_correction_under_way_is_not_begun_twice(lampung: SOP, reported: Any) -> None:
    point_to(lampung, 1)
    changed(reported, "Koreksi sendiri.").save_revision(user=reported.owner)
    lampung.workflow.start(fresh(reported), reported.owner)
    state = state_of(reported)
    return_to(berkas_of(reported), 1)
    assert state_of(reported).pk == state.pk
    assert step_of(reported) == 2
    assert Naskah.objects.filter(page_id=reported.pk).count() == 2
    assert Jejak.objects.get(aksi="kembali").data["ke"] == task_at(lampung, 1).name


def test_the_trail_says_why_and_whither(lampung: SOP, reported: Any) -> None:
    approve(berkas_of(reported))
    return_to(berkas_of(reported), 6, alasan="Tanggal keliru.")
    row = Jejak.objects.get(aksi="kembali")
    said = {"alasan": "Tanggal keliru.", "tujuan": 6, "ke": task_at(lampung, 6).name}
    assert row.data == said
    rejected = TaskState.objects.get(pk=row.task_state)
    assert (rejected.status, rejected.comment) == ("rejected", "Tanggal keliru.")
    assert task_state_of(berkas_of(reported)).task_id == task_at(lampung, 6).pk
