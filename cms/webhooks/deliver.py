"""Sending what is due, again until it arrives or a day has passed.

Before an attempt begins, its successor is queued and the message is put off until
then. That one step is the lease (no other worker finds the message), the retry, and
the way back after a crash in the middle.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from cms.webhooks.address import OutboundError
from cms.webhooks.models import PengirimanWebhook, Webhook
from cms.webhooks.outbound import post
from cms.webhooks.signature import headers_of

ATTEMPTS = 8
# Longer than any attempt takes: 20 s for connecting and asking, 30 s for the resolver.
LEASE = dt.timedelta(seconds=60)
GROWTH = 3  # 1, 3, 9, … minutes: eight attempts within 18 to 23 hours
JITTER = 1.25
BATCH = 20  # then other tasks of the queue have their turn

Status = PengirimanWebhook.Status


@task(backend="antrean")
def deliver_due() -> None:
    """Send the messages that are due, oldest first."""
    for _ in range(BATCH):
        message = claim()
        if message is None:
            return
        if message.status == Status.MENUNGGU:
            attempt(message)
    deliver_due.enqueue()


@transaction.atomic
def claim() -> PengirimanWebhook | None:
    """The next message that is due, its successor queued; or one that has ended."""
    message = (
        PengirimanWebhook.objects.due()
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("webhook")
        .order_by("waktu_berikut", "dibuat_pada")
        .first()
    )
    if message is None:
        return None
    if not message.webhook.aktif:
        close(message, Status.BATAL)
    elif message.percobaan >= ATTEMPTS:  # the last one never came back
        close(message, Status.GAGAL)
    else:
        message.percobaan += 1
        message.dicoba_pada = timezone.now()
        message.waktu_berikut = message.dicoba_pada + delay(message.percobaan)
        deliver_due.using(run_after=message.waktu_berikut).enqueue()
    message.save()
    return message


def close(message: PengirimanWebhook, status: Status) -> None:
    message.status, message.waktu_berikut = status, None


def delay(attempts: int) -> dt.timedelta:
    """How long after the attempt of this number the next one comes."""
    if attempts >= ATTEMPTS:
        return LEASE
    jitter = random.SystemRandom().uniform(1, JITTER)
    return LEASE * GROWTH ** (attempts - 1) * jitter


def attempt(message: PengirimanWebhook) -> None:
    """Send ``message`` once, and write down what came of it."""
    body = message.isi.encode()
    try:
        code = post(message.webhook.alamat, headers_of(message, body), body)
    except OutboundError as error:
        settle(message, None, str(error))
        spare(message.webhook)
    else:
        settle(message, code, complaint(code))


def complaint(code: int) -> str:
    """What is wrong with the answer ``code``; empty if nothing is."""
    if 200 <= code < 300:
        return ""
    if 300 <= code < 400:
        return f"Penerima mengalihkan ({code}); pengalihan tidak diikuti."
    return f"Penerima menjawab {code}."


def settle(message: PengirimanWebhook, code: int | None, error: str) -> None:
    """Record the outcome; a failure only where no later attempt has begun."""
    outcome: dict[str, Any] = {"kode_http": code, "kesalahan": error}
    rows = PengirimanWebhook.objects.filter(pk=message.pk)
    if not error:
        outcome |= {"status": Status.TERKIRIM, "waktu_berikut": None}
    else:
        rows = rows.filter(status=Status.MENUNGGU, dicoba_pada=message.dicoba_pada)
        if message.percobaan >= ATTEMPTS:
            outcome |= {"status": Status.GAGAL, "waktu_berikut": None}
    rows.update(**outcome)


def spare(webhook: Webhook) -> None:
    """Put off what else is due for a receiver that does not answer.

    Otherwise its messages, each waiting for a time-out, would hold up all others.
    """
    until = timezone.now() + LEASE
    waiting = PengirimanWebhook.objects.due().filter(webhook=webhook)
    with transaction.atomic():
        if waiting.update(waktu_berikut=until):
            deliver_due.using(run_after=until).enqueue()
