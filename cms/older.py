"""A database that was made before 0.2.0 is told so, and left as it is."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

# Of those before; no migration is called so again.
MIGRATIONS = {("pages", "0002_reading"), ("reviews", "0002_waktu")}


def refuse_older(using: str, **kwargs: Any) -> None:
    """Before each migration. Raises :class:`CommandError`."""
    applied = MigrationRecorder(connections[using]).applied_migrations()
    if not MIGRATIONS.isdisjoint(applied):
        raise CommandError(
            "Basis data ini dibuat sebelum versi 0.2.0 dan tidak dapat dibawa ke versi "
            "ini. Isinya tetap seperti semula. Gunakan basis data baru yang kosong "
            "(pada make run: pindahkan folder var/ ke tempat lain)."
        )
