"""What the worker is given to do while its database comes and goes."""

from __future__ import annotations

from pathlib import Path

from django.db import connection
from django_tasks import task


@task(backend="antrean")
def note(path: str, word: str, seconds: float = 0) -> None:
    """Write ``word`` down before and after the database has slept."""
    with Path(path).open("a") as file:
        file.write(f"{word} mulai\n")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(%s)", [seconds])
    with Path(path).open("a") as file:
        file.write(f"{word} selesai\n")
