"""Workers tick beside the queue and beside each other."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import Revision

from reviews import tick
from reviews.models import Heartbeat
from tests.reviews import builders as b
from tests.rivals import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.slow,
    pytest.mark.usefixtures("as_new_afterwards"),
]


def test_two_workers_publish_once() -> None:
    sop = b.adopted("004")
    page, other = b.scheduled(sop), b.scheduled(sop, "Lain")
    Revision.objects.filter(approved_go_live_at__isnull=False).update(
        approved_go_live_at=timezone.now()
    )
    with b.at_its_hour(page):
        assert at_once(tick.publish_due, tick.publish_due) == [None, None]
    assert [len(b.trail(each, "tayang")) for each in (page, other)] == [1, 1]
    assert b.fresh(page).live


def test_it_ticks_beside_the_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tick, "PAUSE", 0.05)
    tickers = [tick.Ticker(job) for job in tick.JOBS]
    for ticker in tickers:
        ticker.start()
    until = timezone.now() + dt.timedelta(seconds=20)
    while not all(map(Heartbeat.last, tick.JOBS)) and timezone.now() < until:
        tickers[0].join(0.05)
    for ticker in tickers:
        ticker.ended.set()
        ticker.join(20)
    assert Heartbeat.last(Heartbeat.PENAYANGAN)
    assert Heartbeat.last(Heartbeat.PENGINGAT)
