"""A real cache server is told what to forget, after the commit and not before."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.contrib.frontend_cache.utils import get_backends

from cms import purge
from cms.settings import services
from reviews.models import Naskah
from tests.builders import publish_past_gate, withdraw_past_gate
from tests.cms.queue import work
from tests.cms.webhooks.builders import change, tell
from tests.cms.webhooks.receiver import receiving
from tests.factories import BeritaPageFactory, InstansiPageFactory
from tests.reviews.builders import adopted, published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.fixtures import SettingsWrapper

    from tests.cms.webhooks.receiver import Receiver

pytestmark = pytest.mark.django_db

LISTS = {
    "/api/v3/berita/",
    "/api/v3/dip.csv",
    "/api/v3/dip.xlsx",
    "/api/v3/dip/",
    "/api/v3/informasi-publik/",
    "/api/v3/instansi/",
    "/api/v3/laman/",
    "/api/v3/navigasi/",
    "/api/v3/sop/",
    "/sitemap.xml",
    "/umpan/berita.atom",
    "/umpan/berita.json",
    "/umpan/berita.rss",
}


@pytest.fixture
def cache_server(
    settings: SettingsWrapper, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Receiver]:
    """A cache that takes PURGE, named in the environment."""
    with receiving() as started:
        monkeypatch.setenv("PURGE_URL", f"http://127.0.0.1:{started.port}")
        settings.WAGTAILFRONTENDCACHE = services.frontend_cache()
        settings.WAGTAILAPI_BASE_URL = "https://naskah.example"
        yield started


def work_later() -> None:
    """The worker, once the other workers' caches have noticed the change."""
    with time_machine.travel(timezone.now() + purge.AFTER + dt.timedelta(seconds=1)):
        work()


def purged(server: Receiver) -> set[str]:
    assert {request.method for request in server.got} <= {"PURGE"}
    assert {request.headers["host"] for request in server.got} <= {"naskah.example"}
    return {request.path for request in server.got}


def test_where_a_page_shows(cache_server) -> None:
    tell(change(jenis="informasi-publik"))
    work()
    assert cache_server.got == []
    work_later()
    details = {
        f"/api/{path}/12/" for path in ("v2/pages", "v3/pages", "v3/informasi-publik")
    }
    assert purged(cache_server) >= LISTS | details
    assert len(cache_server.got) == len(purged(cache_server))


def test_the_lists_of_its_office_and_of_no_other(cache_server) -> None:
    own, other = (InstansiPageFactory(live=True) for _ in range(2))
    work_later()
    cache_server.got.clear()
    tell(change(instansi_id=own.pk))
    work_later()
    assert f"/api/v3/berita/?instansi={own.slug}" in purged(cache_server)
    assert f"/umpan/berita.rss?instansi={own.slug}" in purged(cache_server)
    assert other.slug not in " ".join(purged(cache_server))


def test_its_verification(cache_server) -> None:
    page = published(adopted("002"))
    work_later()
    code = Naskah.objects.get(page_id=page.pk).kode_verifikasi
    assert f"/api/v3/verifikasi/{code}/" in purged(cache_server)
    assert f"/api/v3/berita/{page.pk}/" in purged(cache_server)


def test_a_change_that_is_undone_purges_nothing(cache_server) -> None:
    with transaction.atomic():
        tell(change())
        transaction.set_rollback(True)
    work_later()
    assert cache_server.got == []


def test_without_a_cache_nothing_is_queued(db: None) -> None:
    tell(change())
    assert not DBTaskResult.objects.exists()


def test_publishing_and_withdrawing(cache_server) -> None:
    page = publish_past_gate(BeritaPageFactory())
    work_later()
    assert f"/api/v3/berita/{page.pk}/" in purged(cache_server)
    cache_server.got.clear()
    withdraw_past_gate(page)
    work_later()
    assert f"/api/v3/berita/{page.pk}/" in purged(cache_server)


def test_a_cache_that_refuses_stops_nothing(cache_server) -> None:
    cache_server.status = 500
    tell(change())
    work_later()
    assert purged(cache_server) >= LISTS


def test_a_cache_that_hangs_stops_nothing(cache_server, monkeypatch) -> None:
    monkeypatch.setattr(purge, "TIMEOUT_SECONDS", 0.1)
    cache_server.seconds = 30
    tell(change())
    began = time.monotonic()
    work_later()
    assert time.monotonic() - began < cache_server.seconds
    assert purged(cache_server) >= LISTS
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_the_caches_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "PURGE_URL": "http://127.0.0.1:6081",
        "CLOUDFLARE_ZONE_ID": "zona",
        "CLOUDFLARE_TOKEN": "kunci",
        "CLOUDFRONT_DISTRIBUTION_ID": "sebaran",
    }.items():
        monkeypatch.setenv(name, value)
    found = get_backends(services.frontend_cache())
    assert sorted(found) == ["cloudflare", "cloudfront", "http"]
    assert found["cloudflare"].cloudflare_zoneid == "zona"
    assert found["cloudfront"].cloudfront_distribution_id == "sebaran"
    assert found["http"].cache_netloc == "127.0.0.1:6081"
