"""Sending what is due, one mail at a time, again until the server takes it.

A mail is claimed under lock, and put off until its next attempt, before it is sent:
two workers never send the same one, and one that died in the middle is tried again.
"""

from __future__ import annotations

import datetime as dt
from smtplib import SMTPException

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone, translation
from django_tasks import task

from reviews.notices.content import render
from reviews.notices.wanted import is_wanted
from reviews.papers.surat import Surat

ATTEMPTS = 8
LEASE = dt.timedelta(minutes=2)
GROWTH = 3  # 2, 6, 18, … minutes: eight attempts within two days and a half
BATCH = 50

Status = Surat.Status


@task(backend="antrean")
def send_due() -> None:
    """Send the mails that are due, oldest first."""
    for _ in range(BATCH):
        letter = claim()
        if letter is None:
            return
        if letter.status == Status.MENUNGGU:
            attempt(letter)
    send_due.enqueue()


@transaction.atomic
def claim() -> Surat | None:
    """The next mail, put off until its next attempt; or one that is not needed."""
    letter = (
        Surat.objects.due()
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("waktu_berikut", "pk")
        .first()
    )
    if letter is None:
        return None
    if not is_wanted(letter):
        letter.status = Status.BATAL
    elif letter.percobaan >= ATTEMPTS:  # the last one never came back
        letter.status = Status.GAGAL
    else:
        letter.waktu_berikut = timezone.now() + LEASE * GROWTH**letter.percobaan
        letter.percobaan += 1
        send_due.using(run_after=letter.waktu_berikut).enqueue()
    letter.save()
    return letter


def attempt(letter: Surat) -> None:
    """Send ``letter`` once, and write down what came of it."""
    try:
        with translation.override("id"):
            message(letter).send()
    except (SMTPException, OSError) as error:
        outcome = {"kesalahan": str(error)[:300]}
        if letter.percobaan >= ATTEMPTS:
            outcome["status"] = Status.GAGAL
    else:
        outcome = {"status": Status.TERKIRIM, "kesalahan": ""}
    Surat.objects.filter(pk=letter.pk).update(**outcome)


def message(letter: Surat) -> EmailMultiAlternatives:
    """The mail, as text and as HTML."""
    subject, text, html = render(letter)
    mail = EmailMultiAlternatives(
        subject,
        text,
        to=[letter.penerima.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(html, "text/html")
    return mail
