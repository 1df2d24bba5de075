"""What the night clears away, and what it leaves."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.login.models import AccountSession

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def test_what_is_over_goes_and_what_is_not_stays(
    settings: SettingsWrapper, tmp_path: Path
) -> None:
    settings.EXPORT_TARGET = str(tmp_path / "ekspor")
    settings.EXPORT_PAGES = 1
    now = timezone.now()
    for key, end in {"lewat": now - DAY, "berlaku": now + DAY}.items():
        AccountSession.objects.create(session_key=key, expire_date=end)
    for queue, finished in {
        "lama": now - 15 * DAY,
        "baru": now - DAY,
        "": None,
    }.items():
        DBTaskResult.objects.create(
            status=TaskResultStatus.SUCCESSFUL if finished else TaskResultStatus.READY,
            finished_at=finished,
            queue_name=queue or "default",
            backend_name="antrean",
            args_kwargs={"args": [], "kwargs": {}},
            task_path="tests.cms.worker_tasks.note",
            run_after=now - 30 * DAY,
        )
    call_command("tidy")
    call_command("tidy")
    assert [one.session_key for one in AccountSession.objects.all()] == ["berlaku"]
    left = DBTaskResult.objects.order_by("queue_name").values_list("queue_name")
    assert [queue for (queue,) in left] == ["baru", "default"]
    assert (tmp_path / "ekspor" / "current" / "robots.txt").is_file()
