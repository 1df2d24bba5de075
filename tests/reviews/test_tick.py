"""What the worker does by the clock."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.management import get_commands
from django.db import connection
from django.utils import timezone
from wagtail.models import Page, Revision

from pages.models import InstansiPage
from reviews import tick
from reviews.models import Heartbeat, Naskah, Surat
from tests.reviews import builders as b

if TYPE_CHECKING:
    from reviews.models import SOP

pytestmark = pytest.mark.django_db
SECONDS = dt.timedelta(seconds=10)


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


def test_a_draft_saved_while_another_page_ends_is_kept(
    bekasi: SOP, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [b.published(bekasi, judul) for judul in ("Satu", "Dua")]
    now = timezone.now()
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(expire_at=now)
    end, drafts = tick.expire_page, []

    def meanwhile(pk: int) -> None:
        if not drafts:
            other = next(page for page in pages if page.pk != pk)
            drafts.append(b.changed(other).save_revision(user=other.owner))
        end(pk)

    monkeypatch.setattr(tick, "expire_page", meanwhile)
    with time_machine.travel(now + SECONDS):
        tick.publish_due()
    assert not any(b.fresh(page).live for page in pages)
    (draft,) = drafts
    assert Page.objects.get(pk=draft.object_id).latest_revision_id == draft.pk


def test_a_turn_is_one_workers() -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert Heartbeat.claim("uji", SECONDS)
        assert not Heartbeat.claim("uji", SECONDS)
        clock.shift(SECONDS)
        assert Heartbeat.claim("uji", SECONDS)
        clock.shift(-SECONDS / 2)  # the clock of another machine
        assert not Heartbeat.claim("uji", SECONDS)
        clock.shift(-dt.timedelta(days=1))  # a clock that was wrong is set right
        assert Heartbeat.claim("uji", SECONDS)


def test_a_tick_publishes_reminds_and_is_seen(bekasi: SOP) -> None:
    page = b.scheduled(bekasi)
    judge = b.decider(b.submitted(bekasi, "Menunggu"))
    judge.email = "hakim@contoh.example"
    judge.save()
    with b.at_its_hour(page):
        tick.tick(Heartbeat.PENAYANGAN)
        assert b.fresh(page).live
        last = Heartbeat.last(Heartbeat.PENAYANGAN)
        assert last == timezone.now()
        opening = dt.datetime.combine(last.date(), dt.time(3), dt.UTC)
    monday = opening + dt.timedelta(days=7 - opening.weekday())
    with time_machine.travel(monday, tick=False):
        tick.tick(Heartbeat.PENGINGAT)
    assert Surat.objects.filter(penerima=judge).exists()


def test_whoever_starts_the_queue_has_the_clock_too() -> None:
    assert get_commands()["db_worker"] == "cms"


def test_the_clock_reads_no_table_of_pages_through() -> None:
    """It looks every ten seconds, and one page in a thousand has an end."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # it is a small table
    assert "reviews_page_masa_tayang" in tick.over(timezone.now()).explain()
    assert "approved_go_live" in tick.due(timezone.now()).explain()
