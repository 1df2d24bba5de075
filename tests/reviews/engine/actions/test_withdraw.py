"""Who takes a page off the site, with which reason; and what leaves it by itself."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from pages.errors import NaskahError
from reviews.engine.actions.withdraw import expire_page, withdraw_naskah
from reviews.models import Jejak, Naskah
from tests.builders import withdraw_past_gate
from tests.reviews import builders as b

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from wagtail.models import Page

    from reviews.models import SOP

    Unchanged = Callable[[Page], AbstractContextManager[None]]


def test_an_end_that_was_put_off_meanwhile_takes_nothing_off(bekasi: SOP) -> None:
    """The clock had found the page before somebody gave it two more days."""
    end = timezone.now() + dt.timedelta(days=2)
    page = b.published(bekasi, expire_at=end)
    expire_page(page.pk)
    assert b.fresh(page).live
    with time_machine.travel(end + dt.timedelta(minutes=1), tick=False):
        expire_page(page.pk)
        assert not b.fresh(page).live


def test_what_was_taken_off_before_its_end_has_not_run_out(bekasi: SOP) -> None:
    """Past every act: the trail then says nothing, rather than what did not happen."""
    page = b.published(bekasi, expire_at=timezone.now() + dt.timedelta(days=2))
    withdraw_past_gate(page)
    assert b.naskah_of(page).status != Naskah.Status.BERAKHIR
    assert not b.trail(page, "berakhir")


def test_responsible_post_withdraws_with_a_reason(lampung: SOP) -> None:
    page = b.published(lampung)
    row = withdraw_naskah(page, b.holder_of(lampung, 4), " Data keliru. ")
    assert row == Jejak.objects.get(aksi="tarik")
    assert row.data == {"alasan": "Data keliru."}
    assert row.jabatan == "Kasubid II"
    assert not b.fresh(page).live
    assert b.public_answer(page)[0] == 404
    assert b.naskah_of(page).status == Naskah.Status.DITARIK


@pytest.mark.parametrize("reason", ["", "   "])
def test_no_withdrawal_without_a_reason(
    lampung: SOP, public_unchanged: Unchanged, reason: str
) -> None:
    page = b.published(lampung)
    with public_unchanged(page), pytest.raises(NaskahError, match="alasan"):
        withdraw_naskah(page, b.holder_of(lampung, 4), reason)
    client = b.logged_in(b.holder_of(lampung, 4))
    with public_unchanged(page):
        client.post(reverse("naskah:tarik", args=[page.pk]), {"alasan": reason})
    assert not b.trail(page, "tarik")


def test_nobody_else_withdraws(lampung: SOP, public_unchanged: Unchanged) -> None:
    page = b.published(lampung)
    neighbour = b.adopted("002", slug="kantor-tetangga")
    others = [
        b.superuser(),
        page.owner,
        b.holder_of(lampung, 3),
        b.holder_of(lampung, 8),
        b.holder_of(neighbour, 4),
    ]
    for user in others:
        client = b.logged_in(user)
        with public_unchanged(page):
            with pytest.raises(NaskahError, match="penanggung jawab"):
                withdraw_naskah(page, user, "Sebab.")
            url = reverse("naskah:tarik", args=[page.pk])
            assert b.told(client, client.post(url, {"alasan": "Sebab."}))
    assert not b.trail(page, "tarik")


def test_withdrawing_twice(lampung: SOP) -> None:
    """The second one still holds the page as it was live."""
    page = b.published(lampung)
    user = b.holder_of(lampung, 4)
    stale = b.fresh(page)
    withdraw_naskah(page, user, "Data keliru.")
    with pytest.raises(NaskahError, match="tidak tayang"):
        withdraw_naskah(stale, user, "Data keliru.")
    assert len(b.trail(page, "tarik")) == 1


def test_withdrawn_page_comes_back_by_its_sop_alone(lampung: SOP) -> None:
    page = b.published(lampung)
    withdraw_naskah(page, b.holder_of(lampung, 4), "Data keliru.")
    b.changed(page, "Diperbaiki.").save_revision(user=page.owner)
    lampung.workflow.start(b.fresh(page), page.owner)
    while not b.fresh(page).live:
        assert b.public_answer(page)[0] == 404
        b.approve(page)
    assert b.decided(page)[-6:-1] == [1, 2, 3, 4, 5]
    assert b.public_answer(page)[0] == 200
