"""What is done by the clock, again and again, by whoever runs a worker.

Each job is safe to run at once and twice: a turn is claimed
(:class:`~reviews.models.Heartbeat`), and what a job does is claimed once more, row by
row, under its lock. One page that fails keeps no other from its hour.
"""

from __future__ import annotations

import datetime as dt
import logging
from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING

from django.db import close_old_connections, transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from pages.errors import NaskahError
from pages.models.naskah import BY_SCHEDULE
from reviews.engine.actions.withdraw import expire_page
from reviews.notices.reminders import send_reminders
from reviews.notices.send import send_due
from reviews.papers.heartbeat import Heartbeat
from reviews.papers.surat import Surat
from reviews.rights.sync import sync_all_rights

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

logger = logging.getLogger(__name__)

PAUSE = 5  # seconds between two looks


def publish_due() -> None:
    """Take off the site what has expired, and publish what is due, the oldest first.

    As ``manage.py publish_scheduled``, which one fault ends.
    """
    now = timezone.now()
    for pk in over(now):
        attempt(partial(expire_page, pk), f"page {pk}")
    for revision in due(now):
        publish = transaction.atomic(revision.publish)
        attempt(partial(publish, log_action=BY_SCHEDULE), revision)


def over(now: dt.datetime) -> QuerySet[Page, int]:
    """The pages whose end has come, by the index of those that have one."""
    found = Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at")
    return found.values_list("pk", flat=True)


def due(now: dt.datetime) -> QuerySet[Revision]:
    found = Revision.objects.filter(approved_go_live_at__lt=now)
    return found.order_by("approved_go_live_at")


def attempt(act: Callable[[], object], what: object) -> None:
    """Whatever goes wrong with one is told to the log and tried again."""
    try:
        act()
    except NaskahError as error:
        logger.warning("%r: %s", what, error)
    except Exception:
        logger.exception("%r failed at its hour; the others go on", what)


def remind() -> list[str]:
    """Reminders, escalations and digests; rights follow the posts. Says what it did."""
    written = send_reminders()
    if Surat.objects.due().exists():
        send_due.enqueue()
    return [f"{written} surat baru.", *sync_all_rights()]


JOBS: dict[str, tuple[dt.timedelta, Callable[[], object]]] = {
    Heartbeat.PENAYANGAN: (dt.timedelta(seconds=10), publish_due),
    Heartbeat.PENGINGAT: (dt.timedelta(minutes=5), remind),
}


def tick(name: str) -> None:
    """Do this job, if it is time and nobody else is at it."""
    every, job = JOBS[name]
    if Heartbeat.claim(name, every):
        attempt(job, name)


class Ticker(Thread):
    """Ticks for one job, beside the queue and the others: none waits for another."""

    def __init__(self, job: str) -> None:
        super().__init__(name=f"ticker {job}", daemon=True)
        self.job = job
        self.ended = Event()

    def run(self) -> None:
        while not self.ended.is_set():
            close_old_connections()
            attempt(partial(tick, self.job), "tick")
            close_old_connections()
            self.ended.wait(PAUSE)
