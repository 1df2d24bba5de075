from __future__ import annotations

from typing import Any

from django_tasks_db.management.commands import db_worker

from cms.worker import SteadyWorker


class Command(db_worker.Command):
    """django-tasks-db's command, with a worker that outlives its database's restart."""

    def handle(self, **options: Any) -> None:
        db_worker.Worker = SteadyWorker  # type: ignore[misc]
        super().handle(**options)
