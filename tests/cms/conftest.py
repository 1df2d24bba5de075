"""The real application under its real server, on the database of the test."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connection

from tests.conftest import free_port, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def database_url() -> str:
    """The database of this test, as another process reaches it."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    secret = f":{found['PASSWORD']}" if found["PASSWORD"] else ""
    return (
        f"postgres://{found['USER']}{secret}@{found['HOST']}:{found['PORT']}"
        f"/{found['NAME']}"
    )


@pytest.fixture
def port(
    transactional_db: None, django_db_serialized_rollback: None, tmp_path: Path
) -> Iterator[int]:
    """Where two workers answer from this test's database."""
    chosen = free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.development",
        "DATABASE_URL": database_url(),
        "VAR_DIR": str(tmp_path),
        "REDIS_URL": "",
    }
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--workers", "2", "--blocking-threads", "2", "--host", "127.0.0.1"]
    server = subprocess.Popen(  # noqa: S603 - our own program
        [*command, "--port", str(chosen), "cms.wsgi:application"],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(chosen, 60)
        yield chosen
    finally:
        server.terminate()
        server.wait(20)
