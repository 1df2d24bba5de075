from __future__ import annotations

import pytest
from django.core.checks import run_checks

pytestmark = pytest.mark.django_db


def ids() -> list[str]:
    return [message.id for message in run_checks() if message.id.startswith("cms.")]


def test_settings_pass():
    assert ids() == []


def test_middleware_must_be_last(settings):
    settings.MIDDLEWARE = [
        *settings.MIDDLEWARE,
        "django.middleware.gzip.GZipMiddleware",
    ]
    assert ids() == ["cms.E001"]


def test_finish_must_be_ours(settings):
    settings.WAGTAIL_FINISH_WORKFLOW_ACTION = "wagtail.workflows.publish_workflow_state"
    assert ids() == ["cms.E002"]


def test_private_storage_must_exist(settings):
    kept = {key: value for key, value in settings.STORAGES.items() if key != "private"}
    settings.STORAGES = kept
    assert ids() == ["cms.E003"]


def test_wagtails_tasks_must_not_wait(settings):
    settings.TASKS = {**settings.TASKS, "default": settings.TASKS["antrean"]}
    assert ids() == ["cms.E004"]
