"""Offices whose people can be written to."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User

from reviews.models import Surat
from reviews.notices.send import send_due

if TYPE_CHECKING:
    from tests.reviews.notices.sink import Sink

WIB = ZoneInfo("Asia/Jakarta")


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=WIB)


def with_addresses() -> None:
    """Everybody has a mailbox named as he logs in."""
    for user in User.objects.all():
        User.objects.filter(pk=user.pk).update(email=address(user))


def address(user: User) -> str:
    return f"{user.username}@kantor.example"


def delivered(sink: Sink) -> list[tuple[str, str]]:
    """``(address, subject)`` of what is sent now, sorted; the sink is emptied."""
    send_due.func()
    told = sink.subjects()
    sink.received.clear()
    return told


def statuses(jenis: str) -> list[str]:
    return list(Surat.objects.filter(jenis=jenis).values_list("status", flat=True))
