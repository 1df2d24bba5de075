"""Who comes with a database of before is told so, and what to do."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from cms.older import MIGRATIONS

pytestmark = pytest.mark.django_db


def test_a_database_of_before_is_left_as_it_is() -> None:
    call_command("migrate", verbosity=0)
    MigrationRecorder(connection).record_applied("reviews", "0002_waktu")
    with pytest.raises(CommandError, match=r"sebelum versi 0\.2\.0"):
        call_command("migrate", verbosity=0)


def test_no_migration_has_the_name_of_one_of_before() -> None:
    names = MigrationLoader(None).disk_migrations
    assert MIGRATIONS.isdisjoint(names)
    assert {app for app, _ in MIGRATIONS} <= {
        each.label for each in apps.get_app_configs()
    }
