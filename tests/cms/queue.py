"""The worker of the queue, as ``manage.py db_worker --backend antrean --batch``."""

from __future__ import annotations

from contextlib import nullcontext
from unittest.mock import patch

from django.db import connection
from django_tasks_db.management.commands import db_worker


def work() -> None:
    """Run every task that is ready now.

    A worker closes old connections between tasks; inside a test's transaction, as in
    Django's own test client, that is left out.
    """
    kept = patch.object(db_worker, "close_old_connections", lambda: None)
    with kept if connection.in_atomic_block else nullcontext():
        worker().run()


def worker() -> db_worker.Worker:
    return db_worker.Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="antrean",
        startup_delay=False,
        max_tasks=None,
        worker_id="uji",
        excluded_queue_names=[],
    )
