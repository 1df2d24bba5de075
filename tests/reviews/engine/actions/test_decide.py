"""A decision: open still, and with what a browser could have posted, no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django import forms
from wagtail.models import TaskState, WorkflowState

from pages.errors import NaskahError
from reviews.engine.actions.claim import claim_naskah
from reviews.engine.actions.decide import (
    AlreadyDecidedError,
    NotYoursError,
    cleaned,
    is_formlike,
    perform,
)
from reviews.models import Berkas, Naskah
from tests.reviews.builders import (
    at_step,
    decided,
    decider,
    filled,
    published,
    refused,
    return_to,
    state_of,
    step_of,
    task_state_of,
)
from tests.reviews.engine.foreign_site import site

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

    from reviews.models import SOP

TEXT = forms.CharField()
TICKS = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")])


@pytest.mark.parametrize(
    ("field", "value", "formlike"),
    [
        (TEXT, "teks", True),
        (TEXT, None, True),
        (TEXT, 5, False),
        (TEXT, ["teks"], False),
        (TICKS, ["a", "b"], True),
        (TICKS, [], True),
        (TICKS, "ab", False),
        (TICKS, None, False),
        (TICKS, ["a", 1], False),
        (TICKS, ("a", "b"), False),
        (TICKS, {"a": 1}, False),
    ],
)
def test_a_form_posts_texts_and_lists_of_texts(
    field: forms.Field, value: Any, formlike: bool
) -> None:
    assert is_formlike(field, value) is formlike


class SmallForm(forms.Form):
    alasan = forms.CharField(error_messages={"required": "Tuliskan alasan."})
    tanda = forms.CharField(label="Tanda", error_messages={"required": "Beri tanda."})


def test_what_is_asked_and_not_said_is_named_field_by_field() -> None:
    assert cleaned(SmallForm, {"alasan": " Sebab ", "tanda": "x"}) == {
        "alasan": "Sebab",
        "tanda": "x",
    }
    with pytest.raises(NaskahError) as told:
        cleaned(SmallForm, {})
    assert str(told.value) == "alasan: Tuliskan alasan. Tanda: Beri tanda."


def test_what_was_not_asked_is_named_and_refused() -> None:
    with pytest.raises(NaskahError, match="Isian tidak dikenal: a, b"):
        cleaned(SmallForm, {"alasan": "Sebab", "tanda": "x", "b": "1", "a": "2"})
    with pytest.raises(NaskahError, match="Isian “tanda” tidak berbentuk"):
        cleaned(SmallForm, {"alasan": "Sebab", "tanda": 5})


@pytest.mark.parametrize("record", ["round", "current", "step"])
def test_each_record_alone_says_that_a_step_is_decided(
    lampung: SOP, record: str
) -> None:
    page = at_step(lampung, 2)
    state, waiting = state_of(page), task_state_of(page)
    data, user = filled(page), decider(page)
    if record == "round":
        WorkflowState.objects.filter(pk=state.pk).update(status="cancelled")
    elif record == "current":
        WorkflowState.objects.filter(pk=state.pk).update(current_task_state=None)
    else:
        TaskState.objects.filter(pk=waiting.pk).update(status="approved")
    with pytest.raises(AlreadyDecidedError, match="sudah diputuskan"):
        perform(waiting, user, "approve", data)
    assert decided(page) == [1]


def test_a_step_whose_naskah_is_lost_is_decided_by_nobody(lampung: SOP) -> None:
    page = at_step(lampung, 2)
    waiting, data, user = task_state_of(page), filled(page), decider(page)
    Naskah.objects.update(workflow_state=None)
    with refused(NotYoursError, match="tidak berwenang memutuskannya"):
        claim_naskah(waiting, user)
    with refused(NotYoursError, match="tidak berwenang memutuskannya"):
        perform(waiting, user, "approve", data)
    assert decided(page) == [1]


def test_who_sends_a_dossier_back_does_not_wait_for_the_site(
    lampung: SOP, settings: SettingsWrapper
) -> None:
    """A site that is away may be the very reason; it is asked for a signature alone."""
    berkas = Berkas.objects.get(naskah__page_id=published(lampung).pk)
    asked: list[str] = []
    with site(lambda handler: asked.append(handler.path)) as settings.SITE_CHECK_URL:
        return_to(berkas, 5)
    assert (step_of(berkas), asked) == (5, [])
