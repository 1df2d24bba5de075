"""Answers name files where they lie: when that changes, they are made again.

Rows are compressed once and sent many times, so the address of the bucket is inside.
An office that changes it starts anew, and migrates before it does.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from pages.models import ReadRow

PICTURE = '"kecil":{"url":"'


def rebuild_where_files_moved(**kwargs: Any) -> None:
    """The row that was written first tells; those of before are all alike."""
    if ReadRow._meta.db_table not in connection.introspection.table_names():
        return  # migrated backwards
    pictured = ReadRow.objects.filter(item__contains=PICTURE)
    oldest = pictured.order_by("ditulis_pada").first()
    if oldest is not None and PICTURE + file_base() not in oldest.item:
        # What the trail contradicts stays as it is, and is named; the rest is made anew.
        with suppress(CommandError):
            call_command("rebuild_reading")


def file_base() -> str:
    """What every address of a public file begins with."""
    return default_storage.url("x").removesuffix("x")
