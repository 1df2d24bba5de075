"""What is published is what was approved; what is withdrawn leaves its trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from pages.errors import NaskahError
from reviews.engine.actions.withdraw import withdraw_naskah
from reviews.models import Berkas, Jejak, Naskah
from tests.reviews.builders import (
    adopted,
    approve,
    at_step,
    changed,
    decided,
    decider,
    filled,
    fresh,
    holder_of,
    logged_in,
    naskah_of,
    public_answer,
    published,
    refused,
    state_of,
    step_of,
    superuser,
    task_state_of,
    told,
    trail,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from wagtail.models import Page

    from reviews.models import SOP

    Unchanged = Callable[[Page], AbstractContextManager[None]]


@pytest.mark.parametrize("kode", ["000", "002", "003", "004"])
def test_published_is_what_was_approved(db: None, kode: str) -> None:
    page = published(adopted(kode))
    naskah = naskah_of(page)
    approval = Jejak.objects.get(aksi="tayang", naskah=naskah)
    assert naskah.status == Naskah.Status.TAYANG
    assert page.live_revision_id == naskah.revisi_disetujui_id == approval.revisi
    assert page.digest() == naskah.digest_disetujui == approval.digest
    assert public_answer(page)[0] == 200


def test_correction_leaves_the_live_text_until_it_is_approved(lampung: SOP) -> None:
    page = published(lampung)
    first = public_answer(page)
    changed(page, "Koreksi.").save_revision(user=page.owner)
    lampung.workflow.start(fresh(page), page.owner)
    for _ in range(3):
        assert public_answer(page) == first
        approve(page)
    approve(page)
    assert public_answer(page) != first
    assert Naskah.objects.filter(page_id=page.pk).count() == 2


def test_last_step_decided_twice_publishes_once(lampung: SOP) -> None:
    page = at_step(lampung, 5)
    state, data, user = task_state_of(page), filled(page), decider(page)
    state.task.specific.on_action(state, user, "approve", **data)
    with pytest.raises(NaskahError, match="sudah diputuskan"):
        state.task.specific.on_action(state, user, "approve", **data)
    assert len(trail(page, "tayang")) == 1
    assert Berkas.objects.filter(naskah__page_id=page.pk).count() == 1


def test_steps_after_publication_are_not_cancelled(lampung: SOP) -> None:
    """Whoever may approve a step may, in stock Wagtail, cancel the lot."""
    berkas = Berkas.objects.get(naskah__page_id=published(lampung).pk)
    user = holder_of(lampung, 6)
    for who in (user, superuser(), None):
        with refused(match="tidak dapat dibatalkan"):
            state_of(berkas).cancel(user=who)
    url = reverse("wagtailsnippets_reviews_berkas:edit", args=[berkas.pk])
    logged_in(user).post(url, {"action-cancel-workflow": "1", "laporan": "Diganti."})
    assert step_of(berkas) == 6
    assert fresh(berkas).laporan == berkas.laporan


# Withdrawal ---------------------------------------------------------------------------


def test_responsible_post_withdraws_with_a_reason(lampung: SOP) -> None:
    page = published(lampung)
    row = withdraw_naskah(page, holder_of(lampung, 4), " Data keliru. ")
    assert row == Jejak.objects.get(aksi="tarik")
    assert row.data == {"alasan": "Data keliru."}
    assert row.jabatan == "Kasubid II"
    assert not fresh(page).live
    assert public_answer(page)[0] == 404
    assert naskah_of(page).status == Naskah.Status.DITARIK


@pytest.mark.parametrize("reason", ["", "   "])
def test_no_withdrawal_without_a_reason(
    lampung: SOP, public_unchanged: Unchanged, reason: str
) -> None:
    page = published(lampung)
    with public_unchanged(page), pytest.raises(NaskahError, match="alasan"):
        withdraw_naskah(page, holder_of(lampung, 4), reason)
    client = logged_in(holder_of(lampung, 4))
    with public_unchanged(page):
        client.post(reverse("naskah:tarik", args=[page.pk]), {"alasan": reason})
    assert not trail(page, "tarik")


def test_nobody_else_withdraws(lampung: SOP, public_unchanged: Unchanged) -> None:
    page = published(lampung)
    neighbour = adopted("002", slug="kantor-tetangga")
    others = [
        superuser(),
        page.owner,
        holder_of(lampung, 3),
        holder_of(lampung, 8),
        holder_of(neighbour, 4),
    ]
    for user in others:
        client = logged_in(user)
        with public_unchanged(page):
            with pytest.raises(NaskahError, match="penanggung jawab"):
                withdraw_naskah(page, user, "Sebab.")
            url = reverse("naskah:tarik", args=[page.pk])
            assert told(client, client.post(url, {"alasan": "Sebab."}))
    assert not trail(page, "tarik")


def test_withdrawing_twice(lampung: SOP) -> None:
    """The second one still holds the page as it was live."""
    page = published(lampung)
    user = holder_of(lampung, 4)
    stale = fresh(page)
    withdraw_naskah(page, user, "Data keliru.")
    with pytest.raises(NaskahError, match="tidak tayang"):
        withdraw_naskah(stale, user, "Data keliru.")
    assert len(trail(page, "tarik")) == 1


def test_withdrawn_page_comes_back_by_its_sop_alone(lampung: SOP) -> None:
    page = published(lampung)
    withdraw_naskah(page, holder_of(lampung, 4), "Data keliru.")
    changed(page, "Diperbaiki.").save_revision(user=page.owner)
    lampung.workflow.start(fresh(page), page.owner)
    while not fresh(page).live:
        assert public_answer(page)[0] == 404
        approve(page)
    assert decided(page)[-6:-1] == [1, 2, 3, 4, 5]
    assert public_answer(page)[0] == 200
