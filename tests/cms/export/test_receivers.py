"""The files follow what is published, corrected and withdrawn."""

from __future__ import annotations

import json
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageViewRestriction

from cms.export import tasks
from cms.export.exporter import exporter
from pages.models import LamanPage
from reviews.engine.actions.withdraw import withdraw_naskah
from reviews.engine.adoption.adopt import adopt_sop
from reviews.engine.adoption.draf import retire_sop
from reviews.papers.jabatan import PemangkuJabatan
from reviews.rounds import authority
from reviews.sop.write import parse_data
from tests.builders import OpenGate, installed, withdraw_past_gate
from tests.cms.queue import work
from tests.reviews import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def exported(office, target):
    """The folder after a first run, with an empty queue."""
    with exporter() as run:
        run.renew()
    DBTaskResult.objects.all().delete()
    return target / "current"


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """A block that ends with a commit, as far as the receivers can tell."""
    return partial(django_capture_on_commit_callbacks, execute=True)


def is_right() -> bool:
    with exporter() as run:
        return list(run.check()) == []


def read(exported, name: str):
    return json.loads((exported / name).read_bytes())


def test_a_publication_comes_by_the_queue(exported, office, committed):
    with committed():
        page = builders.published(office.sop, "Loket kedua")
    detail = exported / f"api/v3/berita/{page.pk}/index.json"
    assert not detail.exists()
    work()
    assert read(exported, detail)["judul"] == "Loket kedua"
    assert read(exported, "api/v3/berita/index.json")["count"] == 2
    assert is_right()


def test_a_withdrawal_is_at_once(exported, office, committed):
    detail = exported / f"api/v3/berita/{office.berita.pk}"
    proof = exported / f"api/v3/verifikasi/{office.code}"
    with committed():
        withdraw_naskah(office.berita, responsible(office), "Keliru")
    assert not detail.exists()
    assert not proof.exists()
    work()
    assert not detail.exists()
    assert read(exported, proof / "index.json")["status"] == "ditarik"
    assert read(exported, "api/v3/berita/index.json")["count"] == 0
    assert is_right()


def responsible(office):
    """The holder of the office's post for public information."""
    people = PemangkuJabatan.objects.select_related("user")
    holds = (one.user for one in people if authority.responsible(office.page, one.user))
    return next(holds)


def test_nothing_is_removed_before_the_commit(exported, office, committed):
    detail = exported / f"api/v3/laman/{office.laman.pk}/index.json"
    with committed(), transaction.atomic():
        withdraw_past_gate(office.laman)
        assert detail.exists()
        transaction.set_rollback(True)
    assert detail.exists()
    assert not DBTaskResult.objects.exists()


def test_an_office_that_is_renamed_changes_all_it_stands_in(
    exported, office, committed
):
    old = exported / f"kueri/umpan/berita,instansi={office.page.slug}.rss"
    assert old.exists()
    with committed():
        office.page.title, office.page.slug = "Dinas Baru", "dinas-baru"
        office.page.save()
    work()
    assert not old.exists()
    detail = read(exported, f"api/v3/berita/{office.berita.pk}/index.json")
    assert detail["instansi"]["nama"] == "Dinas Baru"
    assert is_right()


def test_an_office_that_is_closed_takes_its_sop_along(exported, office, committed):
    with committed(), installed(OpenGate()):
        PageViewRestriction.objects.create(page=office.page, restriction_type="login")
    assert not (exported / f"api/v3/berita/{office.berita.pk}").exists()
    assert not (exported / f"api/v3/sop/{office.sop.pk}").exists()
    assert not (exported / f"api/v3/instansi/{office.page.pk}").exists()
    work()
    assert is_right()


def test_a_page_of_the_menu(exported, office, committed):
    with committed(), installed(OpenGate()):
        page = LamanPage.objects.get(pk=office.laman.pk)
        page.show_in_menus = True
        page.save()
    work()
    menu = read(exported, "api/v3/navigasi/index.json")["items"][0]["bagian"]
    assert office.laman.title in [section["judul"] for section in menu]
    assert is_right()


def test_an_sop_gives_way_to_its_next_version(exported, office, committed):
    revised = parse_data({**office.sop.dokumen, "nama": "Versi berikut"}, "revisi")
    with committed():
        following, _ = adopt_sop(revised, office.sop.instansi)
    work()
    assert not (exported / f"api/v3/sop/{office.sop.pk}").exists()
    assert (exported / f"api/v3/sop/{following.pk}/index.json").exists()
    assert is_right()
    with committed():
        retire_sop(following, builders.superuser())
    work()
    assert not (exported / f"api/v3/sop/{following.pk}").exists()
    assert is_right()


def test_without_a_target_nothing_is_queued(office, settings, committed):
    settings.EXPORT_TARGET = ""
    DBTaskResult.objects.all().delete()
    with committed() as callbacks:
        withdraw_past_gate(office.laman)
    assert not DBTaskResult.objects.exists()
    assert not [one for one in callbacks if "remove_files" in repr(one)]


def test_a_target_that_is_down_is_tried_again(
    exported, office, settings, tmp_path, committed
):
    """And the withdrawal, which is committed, is no error for whoever withdrew."""
    (tmp_path / "berkas").write_bytes(b"x")
    settings.EXPORT_TARGET = str(tmp_path / "berkas")
    with committed():
        withdraw_past_gate(office.laman)
    work()
    failed, later = DBTaskResult.objects.order_by("enqueued_at")
    assert failed.status == "FAILED"
    assert later.args_kwargs["args"][2] == 2
    assert later.run_after > timezone.now()


def test_attempts_end(office, settings, tmp_path):
    (tmp_path / "berkas").write_bytes(b"x")
    settings.EXPORT_TARGET = str(tmp_path / "berkas")
    DBTaskResult.objects.all().delete()
    tasks.update_files.enqueue([], [], tasks.ATTEMPTS)
    work()
    assert DBTaskResult.objects.count() == 1
