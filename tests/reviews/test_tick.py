"""What the worker does by the clock, alone and beside another worker."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.management import get_commands
from django.utils import timezone
from wagtail.models import Page, Revision

from pages.models import InstansiPage
from reviews import tick
from reviews.models import Heartbeat, Naskah, Surat
from tests.reviews import builders as b
from tests.reviews.test_threads import as_new_afterwards, at_once  # noqa: F401

if TYPE_CHECKING:
    from pages.models import BeritaPage
    from reviews.models import SOP

SECONDS = dt.timedelta(seconds=10)


def publications(page: BeritaPage) -> int:
    return len(b.trail(page, "tayang"))


@pytest.mark.django_db
def test_a_page_that_fails_keeps_no_other_from_its_hour(
    bekasi: SOP, caplog: pytest.LogCaptureFixture
) -> None:
    """Its revision cannot be read, and an office ends over its live pages."""
    broken, whole = b.scheduled(bekasi, "Rusak"), b.scheduled(bekasi, "Utuh")
    live = b.published(bekasi, "Tayang")
    now = timezone.now()
    Page.objects.filter(pk=bekasi.instansi.pk).update(expire_at=now)
    Revision.objects.filter(pk=b.naskah_of(broken).revisi_disetujui_id).update(
        content={}
    )
    with b.at_its_hour(whole):
        tick.publish_due()
    assert b.fresh(whole).live
    assert b.fresh(live).live
    assert InstansiPage.objects.get(pk=bekasi.instansi.pk).live
    assert not b.fresh(broken).live
    assert b.naskah_of(broken).status == Naskah.Status.DIJADWALKAN
    assert "failed at its hour" in caplog.text


@pytest.mark.django_db
def test_a_turn_is_one_workers() -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert Heartbeat.claim("uji", SECONDS)
        assert not Heartbeat.claim("uji", SECONDS)
        clock.shift(SECONDS)
        assert Heartbeat.claim("uji", SECONDS)
        clock.shift(-dt.timedelta(days=1))  # a clock that was wrong is set right
        assert Heartbeat.claim("uji", SECONDS)


@pytest.mark.django_db
def test_a_tick_publishes_reminds_and_is_seen(bekasi: SOP) -> None:
    page = b.scheduled(bekasi)
    judge = b.decider(b.submitted(bekasi, "Menunggu"))
    judge.email = "hakim@contoh.example"
    judge.save()
    with b.at_its_hour(page):
        tick.tick()
        assert b.fresh(page).live
        last = Heartbeat.last(Heartbeat.PENAYANGAN)
        assert last == timezone.now()
        opening = dt.datetime.combine(last.date(), dt.time(3), dt.UTC)
    monday = opening + dt.timedelta(days=7 - opening.weekday())
    with time_machine.travel(monday, tick=False):
        tick.tick()
    assert Surat.objects.filter(penerima=judge).exists()


def test_whoever_starts_the_queue_has_the_clock_too() -> None:
    assert get_commands()["db_worker"] == "cms"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_workers_publish_once() -> None:
    sop = b.adopted("004")
    page, other = b.scheduled(sop), b.scheduled(sop, "Lain")
    Revision.objects.filter(approved_go_live_at__isnull=False).update(
        approved_go_live_at=timezone.now() - SECONDS
    )
    with b.at_its_hour(page):
        assert at_once(tick.publish_due, tick.publish_due) == [None, None]
    assert (publications(page), publications(other)) == (1, 1)
    assert b.fresh(page).live


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_it_ticks_beside_the_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tick, "PAUSE", 0.05)
    ticker = tick.Ticker()
    ticker.start()
    until = timezone.now() + dt.timedelta(seconds=20)
    while Heartbeat.last(Heartbeat.PENGINGAT) is None and timezone.now() < until:
        ticker.join(0.05)
    ticker.ended.set()
    ticker.join(20)
    assert Heartbeat.last(Heartbeat.PENAYANGAN)
    assert Heartbeat.last(Heartbeat.PENGINGAT)
