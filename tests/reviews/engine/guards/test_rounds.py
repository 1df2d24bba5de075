"""A round takes each turn once, by one of those who try."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Model
from wagtail.models import WorkflowState

from reviews.engine.actions.decide import AlreadyDecidedError
from reviews.models import Berkas, Naskah
from tests.reviews.builders import (
    approve,
    at_step,
    drafted,
    fresh,
    naskah_of,
    refused,
    resubmit,
    returned,
    state_of,
    step_of,
    submitted,
    trail,
)

if TYPE_CHECKING:
    from pages.models import BeritaPage
    from reviews.models import SOP


def unsaved_round(page: BeritaPage, sop: SOP) -> WorkflowState:
    return WorkflowState(
        content_type=page.get_content_type(),
        base_content_type=page.get_base_content_type(),
        object_id=str(page.pk),
        workflow=sop.workflow,
        requested_by=page.owner,
    )


def test_a_double_click_hands_in_once(lampung: SOP) -> None:
    """The second one's validation may have looked before the first was written."""
    page, other = submitted(lampung), drafted(lampung, "Lain")
    before = trail(page)
    with refused(AlreadyDecidedError, match="sudah diajukan"):
        Model.save(unsaved_round(page, lampung))
    assert trail(page) == before
    Model.save(unsaved_round(other, lampung))
    assert state_of(other).status == WorkflowState.STATUS_IN_PROGRESS


def test_a_double_click_hands_in_again_once(lampung: SOP) -> None:
    page = returned(lampung)
    one, two = state_of(page), state_of(page)
    one.resume(user=page.owner)
    before = trail(page)
    with refused(AlreadyDecidedError, match="baru saja diputuskan atau diajukan"):
        two.resume(user=page.owner)
    assert trail(page) == before
    assert step_of(page) == 2


def test_a_cancellation_on_its_way_does_not_call_off_what_was_published(
    lampung: SOP,
) -> None:
    page = at_step(lampung, 5)
    stale = state_of(page)
    approve(page)
    with refused(AlreadyDecidedError, match="baru saja diputuskan"):
        stale.cancel(user=page.owner)
    assert fresh(page).live
    assert not trail(page, "batal")


def test_an_ended_round_is_saved_as_it_stands_and_bothers_no_other(
    lampung: SOP,
) -> None:
    """Each round is asked about itself: one called off, one returned, one under way."""
    cancelled, back, page = (submitted(lampung, title) for title in "ABC")
    state = state_of(cancelled)
    state.cancel(user=cancelled.owner)
    state.save()
    assert trail(cancelled, "batal") == [("batal", None, "")]
    approve(page)
    again = returned(lampung, "D")
    resubmit(again)
    assert [step_of(each) for each in (back, page, again)] == [2, 3, 2]


def test_a_text_is_called_off_whatever_dossier_bears_its_number(lampung: SOP) -> None:
    """Pages and dossiers are counted apart."""
    page, other = submitted(lampung), submitted(lampung, "Lain")
    Berkas.objects.create(pk=page.pk, naskah=naskah_of(other))
    state_of(page).cancel(user=page.owner)
    assert naskah_of(page).status == Naskah.Status.BATAL
