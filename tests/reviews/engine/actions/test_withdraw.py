"""A page that leaves the site leaves it at its own end, or says nothing of one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import time_machine
from django.utils import timezone

from reviews.engine.actions.withdraw import expire_page
from reviews.models import Naskah
from tests.builders import withdraw_past_gate
from tests.reviews import builders as b

if TYPE_CHECKING:
    from reviews.models import SOP


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
