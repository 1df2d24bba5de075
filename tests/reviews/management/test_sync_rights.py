"""The command that keeps groups with the calendar."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews.rights import sync
from reviews.rights.sync import all_drift
from tests.reviews import builders as b

if TYPE_CHECKING:
    from reviews.models import SOP

pytestmark = pytest.mark.django_db


def test_check_tells_and_changes_nothing(bekasi: SOP) -> None:
    assert all_drift() == []
    b.holder_of(bekasi, 1).groups.clear()
    out = StringIO()
    with pytest.raises(CommandError, match="1 perbedaan"):
        call_command("sync_rights", "--check", stdout=out)
    assert "belum menjadi anggota" in out.getvalue()
    assert not b.holder_of(bekasi, 1).groups.exists()
    call_command("sync_rights", stdout=out)
    assert b.holder_of(bekasi, 1).groups.exists()
    assert all_drift() == []


def test_what_runs_every_few_minutes_mends_too(bekasi: SOP) -> None:
    b.holder_of(bekasi, 1).groups.clear()
    out = StringIO()
    call_command("send_reminders", "--dry-run", stdout=out)
    assert not b.holder_of(bekasi, 1).groups.exists()
    call_command("send_reminders", stdout=out)
    assert "belum menjadi anggota" in out.getvalue()
    assert all_drift() == []


def test_a_pass_that_mends_nothing_holds_no_lock(bekasi: SOP) -> None:
    """On SQLite a transaction keeps everybody from saving; reading takes seconds."""
    with CaptureQueriesContext(connection) as asked:
        assert sync.sync_all_rights() == []
    assert not [row for row in asked if row["sql"].startswith("SAVEPOINT")]


def test_an_office_of_another_name_leaves_no_group_behind(bekasi: SOP) -> None:
    bekasi.instansi.slug = "kominfo-baru"
    bekasi.instansi.save()
    call_command("sync_rights", stdout=StringIO())
    names = set(
        Group.objects.filter(name__contains=" · ").values_list("name", flat=True)
    )
    assert names == {
        "Pemangku · kominfo-baru",
        "Pengunggah · kominfo-baru",
        "Penyusun · kominfo-baru",
    }
