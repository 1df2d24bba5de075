from __future__ import annotations

from typing import Any

from django_tasks_db.management.commands import db_worker

from cms.worker import SteadyWorker
from reviews.tick import JOBS, Ticker


class Command(db_worker.Command):
    """The worker of the queue, which also does what is done by the clock.

    django-tasks-db has no timer, and a scheduled text, a reminder or a deadline should
    need no crontab. It bears the name of the command that it replaces, so that whoever
    starts a worker has both. ``--batch`` does what waits and ends: no clock.
    """

    def handle(self, *args: Any, **options: Any) -> None:
        db_worker.Worker = SteadyWorker  # type: ignore[misc]
        if not options["batch"]:
            for job in JOBS:
                Ticker(job).start()
        super().handle(*args, **options)
