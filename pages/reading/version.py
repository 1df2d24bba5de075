"""The number of what the public sees, for caches to compare."""

from __future__ import annotations

import secrets

from django.db import connection
from django.utils import timezone
from wagtail.models import Site

from pages.models import ReadVersion

BITS = 62
NUMBER = "SELECT nomor FROM pages_readversion WHERE id = 1"
RENEW = "UPDATE pages_readversion SET nomor = %s, berubah_pada = %s WHERE id = 1"

# The number that this process has seen or written last.
_known: int | None = None


def touch() -> None:
    """Say that something the public sees has changed, within this transaction.

    On PostgreSQL the row stays locked until the commit: changes of what is public
    happen one after the other, so no reader finds the number before the change.
    """
    hold()
    renew()


def renew() -> None:
    """The same, by who holds the version already."""
    global _known  # noqa: PLW0603
    _known = secrets.randbits(BITS)
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(RENEW, [_known, now])


def hold() -> None:
    """Let nobody else change what is public until this transaction ends.

    Another process that has changed it may have moved a site: Wagtail's list of them
    is then read again.
    """
    global _known  # noqa: PLW0603
    # A command by itself holds nothing; SQLite has one writer anyway.
    locks = connection.in_atomic_block and connection.features.has_select_for_update
    number = fetch(f"{NUMBER} FOR UPDATE" if locks else NUMBER)
    if number is None:
        values = {"nomor": secrets.randbits(BITS), "berubah_pada": timezone.now()}
        number = ReadVersion.objects.get_or_create(pk=1, defaults=values)[0].nomor
    if number != _known:
        Site.clear_site_root_paths_cache()
        _known = number


def current() -> int:
    """The number as the database has it now (one query); 0 before any change."""
    return fetch(NUMBER) or 0


def fetch(sql: str) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
    return int(row[0]) if row else None
