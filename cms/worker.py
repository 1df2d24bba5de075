"""The queue's worker, which outlives a restart of its database.

django-tasks-db's own ends at the first statement that fails, and leaves the task that
it was at marked as running for ever.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from typing import TYPE_CHECKING, Any

from django.db import connections
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from cms.outages import DATABASE

if TYPE_CHECKING:
    from django.db.models import QuerySet

PAUSE = 2  # seconds
MOST = 5  # times that a task may lose its database
LOST = [f"django.db.utils.{error.__name__}" for error in DATABASE]

logger = logging.getLogger(__name__)


class SteadyWorker(Worker):
    """Goes on when its database does, with the task that was interrupted."""

    at_hand: DBTaskResult[Any, Any] | None = None

    def run(self) -> None:
        while self.running:
            try:
                self.put_back()
                super().run()
            except DATABASE as error:
                logger.warning("No database; looking again in %s s: %s", PAUSE, error)
                connections.close_all()
                time.sleep(PAUSE)
            else:
                return

    def run_task(self, db_task_result: DBTaskResult[Any, Any]) -> None:
        """Keep in mind what is at hand until it is written down how it ended."""
        self.at_hand = db_task_result
        super().run_task(db_task_result)
        self.put_back()

    def put_back(self) -> None:
        """A task that lost its database is done again: all of ours may be repeated."""
        task, self.at_hand = self.at_hand, None
        if task is None or task.status == TaskResultStatus.SUCCESSFUL:
            return
        if len(task.worker_ids) >= MOST:
            return
        later = timezone.now() + dt.timedelta(seconds=PAUSE)
        try:
            interrupted(task).update(
                status=TaskResultStatus.READY, finished_at=None, run_after=later
            )
        except DATABASE:
            self.at_hand = task
            raise


def interrupted(task: DBTaskResult[Any, Any]) -> QuerySet[Any]:
    """The row of ``task``, unless it ended by itself."""
    row = DBTaskResult.objects.filter(pk=task.pk)
    lost = row.failed().filter(exception_class_path__in=LOST)
    return row.running() | lost
