"""A decision counts once, on the text its maker read, with nothing else smuggled in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from pages.errors import NaskahError
from reviews.engine.actions.decide import AlreadyDecidedError, NotYoursError
from reviews.models import Berkas, Jejak
from tests.reviews.builders import (
    approve,
    at_step,
    changed,
    decided,
    decider,
    filled,
    fresh,
    holder_of,
    logged_in,
    published,
    step_of,
    submitted,
    superuser,
    task_state_of,
    told,
    trail,
)
from tests.reviews.editor import editor_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from wagtail.models import Page, TaskState

    from reviews.models import SOP

    Unchanged = Callable[[Page], AbstractContextManager[None]]

JSON_EDITOR = "workflow-action-extra-data"


def action_url(page: Page, task_state: TaskState, action: str = "approve") -> str:
    return reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, action, task_state.pk]
    )


# Once ---------------------------------------------------------------------------------


def test_stale_second_decision(lampung: SOP) -> None:
    """Two people opened the step; the second one hears that it is decided."""
    page = at_step(lampung, 2)
    task_state, data, user = task_state_of(page), filled(page), decider(page)
    task_state.task.specific.on_action(task_state, user, "approve", **data)
    before = trail(page)
    for action in ("approve", "reject"):
        with pytest.raises(AlreadyDecidedError, match="sudah diputuskan"):
            task_state.task.specific.on_action(task_state, user, action, **data)
    assert trail(page) == before
    assert step_of(page) == 3


def test_same_form_posted_twice(lampung: SOP) -> None:
    page = at_step(lampung, 2)
    url, data = action_url(page, task_state_of(page)), filled(page)
    client = logged_in(decider(page))
    assert client.post(url, data).status_code == 302
    assert "sudah diputuskan oleh Anda pada" in told(client, client.post(url, data))
    assert decided(page) == [1, 2]


def test_decision_on_a_text_that_changed_meanwhile(kantor_kepala: SOP) -> None:
    page = at_step(kantor_kepala, 5)
    seen = filled(page)
    changed(page, "Koreksi Plh.").save_revision(user=decider(page))
    page.revisions.filter(pk=fresh(page).latest_revision_id).update(user=None)
    with pytest.raises(AlreadyDecidedError, match="berubah sejak"):
        approve(page, **seen)
    assert step_of(page) == 5


# Of this page -------------------------------------------------------------------------


@pytest.mark.parametrize("view", ["workflow_action", "collect_workflow_action_data"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_approving_b_through_the_url_of_a(
    lampung: SOP, public_unchanged: Unchanged, view: str, method: str
) -> None:
    a, b = at_step(lampung, 2, "A"), at_step(lampung, 2, "B")
    url = reverse(
        f"wagtailadmin_pages:{view}", args=[a.pk, "approve", task_state_of(b).pk]
    )
    client = logged_in(holder_of(lampung, 2))
    with public_unchanged(a), public_unchanged(b):
        answer = getattr(client, method)(url, filled(b))
        assert "tidak cocok" in told(client, answer)
    assert decided(a) == decided(b) == [1]


def test_deciding_a_berkas_through_a_page_and_the_other_way(lampung: SOP) -> None:
    live, other = published(lampung, "Tayang"), at_step(lampung, 2, "Lain")
    berkas = Berkas.objects.get(naskah__page_id=live.pk)
    client = logged_in(holder_of(lampung, 2))
    url = action_url(other, task_state_of(berkas))
    assert "tidak cocok" in told(client, client.post(url, filled(berkas)))
    url = reverse(
        "wagtailsnippets_reviews_berkas:workflow_action",
        args=[berkas.pk, "approve", task_state_of(other).pk],
    )
    assert "tidak cocok" in told(client, client.post(url, filled(other)))
    assert decided(other) == [1]
    assert step_of(berkas) == 6


def test_berkas_is_decided_by_its_own_url(lampung: SOP) -> None:
    live = published(lampung)
    berkas = Berkas.objects.get(naskah__page_id=live.pk)
    url = reverse(
        "wagtailsnippets_reviews_berkas:workflow_action",
        args=[berkas.pk, "approve", task_state_of(berkas).pk],
    )
    assert logged_in(holder_of(lampung, 6)).post(url, filled(berkas)).status_code == 302
    assert step_of(berkas) == 7


def test_action_of_another_name(lampung: SOP) -> None:
    page = at_step(lampung, 2)
    task_state = task_state_of(page)
    for name in ("publish", "cancel", "", "__class__"):
        with pytest.raises(NaskahError, match="tidak dikenal"):
            task_state.task.specific.on_action(task_state, decider(page), name)
    client = logged_in(decider(page))
    assert told(client, client.post(action_url(page, task_state, "publish"), {}))
    assert step_of(page) == 2


# With nothing else --------------------------------------------------------------------

SMUGGLED: list[dict[str, Any]] = [
    {"update": False},
    {"update": "false"},
    {"user": 1},
    {"task_state": 1},
    {"action_name": "approve"},
    {"self": 1},
    {"tidak_ada": "x"},
    {"catatan": 5},
    {"catatan": ["a", "b"]},
    {"catatan": {"a": "b"}},
    {"catatan": True},
    {"catatan": "x" * 5000},
    {"catatan": "nol\x00"},
    {"digest": None},
    {"digest": ""},
    {"digest": "0" * 64},
    {"digest": ["a"]},
]


def test_smuggled_data(lampung: SOP) -> None:
    page = at_step(lampung, 2)
    task_state, user = task_state_of(page), decider(page)
    for extra in SMUGGLED:
        data = {**filled(page), **extra}
        with pytest.raises(NaskahError):
            task_state.task.specific.on_action(task_state, user, "approve", **data)
        assert step_of(page) == 2, extra
    assert decided(page) == [1]


@pytest.mark.parametrize(
    "posted",
    [
        "",
        "[]",
        "null",
        '"approve"',
        "{",
        "[" * 50_000,
        json.dumps({"update": False}),
        json.dumps({"user": 1, "self": 2, "task_state": 3}),
        json.dumps({"catatan": ["a"], "digest": 7}),
    ],
    ids=range(9),
)
def test_smuggled_json_of_the_editor(kantor_kepala: SOP, posted: str) -> None:
    """The editor splats whatever JSON it is sent into the decision."""
    page = at_step(kantor_kepala, 5)
    client = logged_in(decider(page))
    latest = fresh(page).latest_revision_id
    data = editor_data(
        page,
        **{
            "action-workflow-action": "true",
            "workflow-action-name": "approve",
            JSON_EDITOR: posted,
        },
    )
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert told(client, client.post(url, data))
    assert step_of(page) == 5
    assert fresh(page).latest_revision_id == latest, "the edit went with the refusal"


BAD_DISPOSISI: list[dict[str, Any]] = [
    {"penerima": []},
    {"penerima": "1"},
    {"penerima": ["999999"]},
    {"penerima": [["1"]]},
    {"penerima": {"1": 1}},
    {"batas_waktu": 5},
    {"batas_waktu": "kemarin"},
    {"batas_waktu": ["2026-01-01"]},
    {"instruksi": "siapkan"},
    {"instruksi": ["hapus"]},
    {"sifat": "umum"},
    {"urgensi": ["biasa"]},
    {"isi": "x" * 5000},
]


def test_bad_answers_on_a_disposisi(lampung: SOP) -> None:
    page = at_step(lampung, 4)
    for bad in BAD_DISPOSISI:
        with pytest.raises(NaskahError):
            approve(page, **bad)
        assert step_of(page) == 4, bad
    assert not Jejak.objects.filter(disposisi__isnull=False).exists()


def test_faults_of_a_form_are_indonesian(lampung: SOP) -> None:
    page = at_step(lampung, 4)
    client = logged_in(decider(page))
    url = action_url(page, task_state_of(page))
    data = {**filled(page), "penerima": [], "batas_waktu": "kemarin", "sifat": "umum"}
    answer = client.post(url, data, headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 200
    assert "Pilih sedikitnya satu penerima." in answer.json()["html"]
    assert step_of(page) == 4


# By whom ------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["code", "admin"])
def test_people_without_the_post(lampung: SOP, how: str) -> None:
    page = at_step(lampung, 2)
    task_state, data = task_state_of(page), filled(page)
    others = [
        superuser(),
        holder_of(lampung, 1),
        holder_of(lampung, 3),
        holder_of(lampung, 8),
    ]
    for user in others:
        if how == "code":
            with pytest.raises(NotYoursError, match="tidak berwenang"):
                task_state.task.specific.on_action(task_state, user, "approve", **data)
        else:
            client = logged_in(user)
            assert told(client, client.post(action_url(page, task_state), data))
    assert decided(page) == [1]


def test_draft_that_was_never_handed_in(lampung: SOP) -> None:
    page = submitted(lampung)
    state = task_state_of(page)
    page.current_workflow_state.cancel(user=page.owner)
    client = logged_in(holder_of(lampung, 2))
    assert told(client, client.post(action_url(page, state), {}))
    assert trail(page, "batal") == [("batal", None, "")]
