"""From the queue to a real receiver: once, again, in the end, and after a crash."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.utils import timezone

from cms.models import PengirimanWebhook, Webhook
from cms.webhooks import deliver
from cms.webhooks.deliver import ATTEMPTS, LEASE, delay, deliver_due
from cms.webhooks.signature import rahasia_of
from tests.cms.queue import work
from tests.cms.webhooks.builders import change, log, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Time that only goes on when told to."""
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


def only() -> PengirimanWebhook:
    return PengirimanWebhook.objects.get()


def let_pass(clock: time_machine.Traveller) -> None:
    """Until the next attempt is due."""
    until = only().waktu_berikut
    assert until
    clock.move_to(until)
    work()


def test_a_message_arrives_signed(webhook, receiver, verify) -> None:
    tell(change())
    assert receiver.got == []
    work()
    (request,) = receiver.got
    assert request.path == "/terima?a=1"
    assert request.body == only().isi.encode()
    assert request.headers["content-type"] == "application/json; charset=utf-8"
    assert request.headers["webhook-id"] == str(only().pk)
    assert verify(rahasia_of(webhook), request.headers, request.body)
    assert log() == [("tayang", "terkirim", 1, 204)]
    assert only().waktu_berikut is None


def test_what_has_arrived_is_not_sent_again(webhook, receiver, clock) -> None:
    tell(change())
    work()
    clock.shift(dt.timedelta(days=2))
    work()
    deliver_due.enqueue()
    work()
    assert len(receiver.got) == 1


def test_a_failure_is_tried_again_and_may_succeed(webhook, receiver, clock) -> None:
    receiver.status = 503
    tell(change())
    work()
    assert log() == [("tayang", "menunggu", 1, 503)]
    assert only().kesalahan == "Penerima menjawab 503."
    clock.shift(LEASE / 2)
    work()
    assert len(receiver.got) == 1
    receiver.status = 200
    let_pass(clock)
    assert log() == [("tayang", "terkirim", 2, 200)]
    assert only().kesalahan == ""
    first, second = receiver.got
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.headers["webhook-timestamp"] < second.headers["webhook-timestamp"]
    assert first.body == second.body


def test_a_redirect_is_a_failure(webhook, receiver) -> None:
    receiver.status = 302
    receiver.headers = {"Location": "https://lain.example/"}
    tell(change())
    work()
    assert log() == [("tayang", "menunggu", 1, 302)]
    assert "tidak diikuti" in only().kesalahan


def test_eight_attempts_within_a_day_and_no_more(webhook, receiver, clock) -> None:
    receiver.status = 500
    tell(change())
    work()
    moments = [timezone.now()]
    while only().status == "menunggu":
        let_pass(clock)
        moments.append(timezone.now())
    assert log() == [("tayang", "gagal", ATTEMPTS, 500)]
    assert len(receiver.got) == len(moments) == ATTEMPTS
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert gaps == sorted(gaps)
    assert gaps[0] >= LEASE
    assert dt.timedelta(hours=18) <= sum(gaps, dt.timedelta()) <= dt.timedelta(days=1)
    clock.shift(dt.timedelta(days=3))
    work()
    assert len(receiver.got) == ATTEMPTS


def test_attempts_do_not_fall_together() -> None:
    assert len({delay(3) for _ in range(20)}) == 20
    assert all(9 * LEASE <= delay(3) <= 12 * LEASE for _ in range(20))


def test_a_crash_in_the_middle_leads_to_another_attempt(
    webhook, receiver, clock, monkeypatch
) -> None:
    def killed(*args: object) -> int:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(deliver, "post", killed)
        tell(change())
        work()
    assert log() == [("tayang", "menunggu", 1, None)]
    work()
    assert receiver.got == []
    let_pass(clock)
    assert log() == [("tayang", "terkirim", 2, 204)]


def test_a_crash_in_the_last_attempt_ends_as_failed(
    webhook, receiver, clock, monkeypatch
) -> None:
    def killed(*args: object) -> int:
        raise SystemExit

    monkeypatch.setattr(deliver, "post", killed)
    tell(change())
    work()
    while only().waktu_berikut:
        let_pass(clock)
    assert log() == [("tayang", "gagal", ATTEMPTS, None)]


def test_a_deactivated_webhook_sends_no_more(webhook, receiver, clock) -> None:
    receiver.status = 500
    tell(change(1))
    work()
    tell(change(2))
    Webhook.objects.update(aktif=False)
    clock.shift(dt.timedelta(days=2))
    work()
    assert len(receiver.got) == 1
    assert {row[1] for row in log()} == {"batal"}


def test_a_deleted_webhook_sends_no_more(webhook, receiver) -> None:
    tell(change())
    webhook.delete()
    work()
    assert receiver.got == []


def test_an_address_that_became_internal_is_refused(
    webhook, receiver, settings
) -> None:
    settings.WEBHOOK_ALLOWED_HOSTS = []
    tell(change())
    work()
    assert receiver.got == []
    assert "nama domain" in only().kesalahan
    assert log() == [("tayang", "menunggu", 1, None)]


def test_a_dead_receiver_does_not_hold_up_the_others(
    webhook, receiver, settings, clock
) -> None:
    settings.WEBHOOK_ALLOWED_HOSTS += ["127.0.0.1:1"]
    dead = Webhook.objects.create(alamat="http://127.0.0.1:1/")
    tell(*(change(n) for n in range(5)))
    work()
    assert len(receiver.got) == 5
    waiting = PengirimanWebhook.objects.filter(webhook=dead)
    assert sorted(waiting.values_list("percobaan", flat=True)) == [0, 0, 0, 0, 1]
    clock.shift(LEASE)
    work()
    assert sorted(waiting.values_list("percobaan", flat=True)) == [0, 0, 0, 1, 1]


def test_more_than_a_batch(webhook, receiver) -> None:
    tell(*(change(n) for n in range(deliver.BATCH + 5)))
    work()
    assert len(receiver.got) == deliver.BATCH + 5
