"""The number of what the public sees, for caches to compare."""

from __future__ import annotations

import secrets

from django.db import connection
from django.utils import timezone

from pages.models import ReadVersion

BITS = 62
NUMBER = "SELECT nomor FROM pages_readversion WHERE id = 1"


def touch() -> None:
    """Say that something the public sees has changed, within this transaction.

    On PostgreSQL the row stays locked until the commit: changes of what is public
    happen one after the other, so no reader finds the number before the change.
    """
    values = {"nomor": secrets.randbits(BITS), "berubah_pada": timezone.now()}
    if not ReadVersion.objects.filter(pk=1).update(**values):
        ReadVersion.objects.update_or_create(pk=1, defaults=values)


def hold() -> None:
    """Let nobody else change what is public until this transaction ends."""
    if not ReadVersion.objects.select_for_update().filter(pk=1).exists():
        touch()


def current() -> int:
    """The number as the database has it now (one query); 0 before any change."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBER)
        row = cursor.fetchone()
    return int(row[0]) if row else 0
