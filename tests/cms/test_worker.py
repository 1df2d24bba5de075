"""The worker goes on when PostgreSQL does."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import time
import uuid
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.own_postgres import OwnPostgres

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PATIENCE = 60
# All that the worker needs; migrating everything takes 20 seconds.
TABLE = """
from django.db import connection
from django_tasks_db.models import DBTaskResult
with connection.schema_editor() as editor:
    editor.create_model(DBTaskResult)
"""
ENQUEUE = """
    INSERT INTO django_tasks_database_dbtaskresult
    (id, status, enqueued_at, args_kwargs, priority, task_path, worker_ids, queue_name,
     backend_name, run_after, exception_class_path, traceback)
    VALUES (%s, 'READY', now(), %s, 0, 'tests.cms.worker_tasks.note', '[]', 'default',
            'antrean', %s, '', '')
"""


def manage(environment: dict[str, str], *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "manage.py", *arguments], env=environment, cwd=ROOT
    )


@contextmanager
def working(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    worker = manage(environment, "db_worker", "--backend", "antrean", "--no-reload")
    try:
        yield worker
    finally:
        worker.terminate()
        worker.wait(PATIENCE)


def enqueue(postgres: OwnPostgres, *arguments: object) -> None:
    given = json.dumps({"args": arguments, "kwargs": {}})
    now = dt.datetime.now(dt.UTC)
    with psycopg.connect(postgres.url) as connection:
        connection.execute(ENQUEUE, [uuid.uuid4(), given, now])


def wait_for(notes: Path, line: str) -> list[str]:
    """The notes once ``line`` is among them."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = notes.read_text().splitlines()
        if line in found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"{line!r} never came: {notes.read_text()!r}")


def test_the_worker_outlives_a_restart_of_its_database(tmp_path: Path) -> None:
    notes = tmp_path / "catatan"
    notes.touch()
    with OwnPostgres() as postgres:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.development",
            "DATABASE_URL": postgres.url,
            "VAR_DIR": str(tmp_path),
        }
        assert manage(environment, "shell", "--no-imports", "-c", TABLE).wait() == 0
        with working(environment) as worker:
            enqueue(postgres, str(notes), "pertama")
            wait_for(notes, "pertama selesai")
            enqueue(postgres, str(notes), "terputus", 3)
            wait_for(notes, "terputus mulai")
            postgres.stop("immediate")
            time.sleep(3)  # it looks for its database, and finds none
            postgres.start()
            enqueue(postgres, str(notes), "sesudahnya")
            wait_for(notes, "sesudahnya selesai")
            found = wait_for(notes, "terputus selesai")
            assert worker.poll() is None
    assert found.count("terputus mulai") == 2, "begun again, and ended once"
    assert found.count("terputus selesai") == 1
    assert found.count("pertama selesai") == 1
