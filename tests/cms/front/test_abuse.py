"""What callers may try: endless words, other hosts, half requests, bad moments."""

from __future__ import annotations

import base64
import datetime as dt
import json
import threading
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import OperationalError
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Site

from cms.front import limits
from cms.front.entry import coding_of
from cms.front.hosts import is_host
from cms.front.replies import network_of
from cms.front.shared import InRedis
from pages.models import BeritaPage, InstansiPage, ReadRow
from pages.reading import state, version
from pages.reading.rebuild import candidates, differences
from pages.site.api.navigasi import note_menu
from tests.builders import publish_past_gate
from tests.cms.front.conftest import Caller
from tests.factories import (
    BeritaIndexPageFactory,
    BeritaPageFactory,
    InstansiPageFactory,
    LamanPageFactory,
    SiteDocumentFactory,
)

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
LIST = "/api/v3/berita/"
JSON = "application/json"


def published(**fields: Any) -> BeritaPage:
    return publish_past_gate(BeritaPageFactory(**fields))


def test_endless_addresses_are_not_kept(caller: Caller) -> None:
    published()
    blanks = "+" * 60_000
    assert caller.get(f"{LIST}?limit={blanks}20").status in {200, 400, 422}
    caller.get(LIST, HOST="testserver:" + "0" * 300 + "80")
    assert caller.front.cache.entries == {}


def test_endless_headers_cost_no_memory(caller: Caller) -> None:
    published()
    for number in range(5):
        caller.get(LIST, ACCEPT_ENCODING=f"{number}," * 50_000)
        caller.get(LIST, HOST="x" * 50_000 + str(number))
    before = coding_of.cache_info().currsize, is_host.cache_info().currsize
    caller.get(LIST, ACCEPT_ENCODING="gzip" * 50_000, HOST="y" * 50_000)
    assert (coding_of.cache_info().currsize, is_host.cache_info().currsize) == before


def test_one_callers_wishes_are_not_everybodys(caller: Caller) -> None:
    published()
    path = "/api/v2/pages/?limit=1"
    odd = caller.get(path, ACCEPT=f"{JSON}; indent=8", ACCEPT_LANGUAGE="en")
    assert odd.body == Caller().get(path, ACCEPT=JSON).body


def test_a_session_is_a_session_however_it_is_written(caller: Caller) -> None:
    caller.get(LIST, COOKIE="sessionid =x")
    assert caller.behind == [LIST]


def test_stored_and_quick_codings_bear_different_tags(caller: Caller) -> None:
    text = "<p>Loket baru dibuka.</p>" * 80
    path = f"{LIST}{published(isi=[('teks', text)]).pk}/"
    stored = caller.get(path, ACCEPT_ENCODING="gzip")
    other = Caller()
    other.get(path)  # in memory now, without what lies ready
    quick = other.get(path, ACCEPT_ENCODING="gzip")
    assert stored.body != quick.body
    assert stored.headers["ETag"] != quick.headers["ETag"]


def test_last_modified_follows_the_row(caller: Caller) -> None:
    start = timezone.now()
    with time_machine.travel(start) as clock:
        page = published()
        path = f"{LIST}{page.pk}/"
        since = caller.get(path).headers["Last-Modified"]
        clock.shift(dt.timedelta(minutes=5))
        office = InstansiPage.objects.get(pk=page.instansi.pk)
        office.title = "Nama baru"
        office.save()
        got = caller.get(path, IF_MODIFIED_SINCE=since)
        assert got.status == 200
        assert json.loads(got.body)["instansi"]["nama"] == "Nama baru"


@pytest.mark.parametrize(
    "value", ["\ud800", "2024-W01-1", "20240101", "", "x\x00", 5, None]
)
@pytest.mark.parametrize("urut", ["judul", "-tanggal"])
def test_no_cursor_is_a_500(caller: Caller, urut: str, value: Any) -> None:
    raw = json.dumps([urut, value, 1]).encode()
    kursor = base64.urlsafe_b64encode(raw).decode()
    got = caller.get(f"{LIST}?urut={urut}&kursor={kursor}")
    assert got.status in {200, 422}


def test_a_lost_redis_is_a_miss(
    caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*args: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr("cms.front.shared.cache", SimpleNamespace(get=lost, set=lost))
    caller.front.shared = InRedis()
    assert caller.get("/api/v3/sop/").status == 200


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("2001:db8:1:2:3::4", "2001:0db8:0001:0002"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        (":" * 500, ":" * 64),
    ],
)
def test_ipv6_counts_by_network(address: str, network: str) -> None:
    assert network_of(address) == network


def test_many_addresses_do_not_clear_debts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_ADDRESSES", 10)
    limiter = limits.Limiter(2)
    assert [limiter.wait("a") > 0 for _ in range(3)] == [False, False, True]
    for number in range(30):
        limiter.wait(f"n{number}")
    assert limiter.wait("a") > 0
    assert len(limiter.free_at) <= 10


def test_an_old_answer_does_not_empty_the_memory(caller: Caller) -> None:
    path = f"{LIST}{published().pk}/"
    caller.get(path)
    entry = next(iter(caller.front.cache.entries.values()))
    before = caller.front.cache.version
    produce = caller.front.produce
    published()  # another version while an answer of the old one is under way
    caller.get(LIST)
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "HTTP_HOST": "testserver",
    }
    produce(environ, lambda *args: None, before, ("alt", "", ""))
    assert caller.front.cache.version != before
    assert entry not in caller.front.cache.entries.values()


# Bad moments -------------------------------------------------------------------------


def expiring() -> BeritaPage:
    return published(title="Sampai besok", expire_at=timezone.now() + dt.timedelta(1))


def test_readers_do_not_wait_for_a_long_write(
    caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when another transaction holds the database: the sweep gives up."""

    def busy(*args: Any, **kwargs: Any) -> None:
        raise OperationalError

    page, other = expiring(), published(title="Tetap")
    path = f"{LIST}{page.pk}/"
    assert caller.get(path).status == 200
    with time_machine.travel(timezone.now() + dt.timedelta(days=2)):
        with monkeypatch.context() as patch:
            patch.setattr(state, "refresh", busy)
            assert caller.get(path).status == 503
            got = json.loads(caller.get(LIST).body)
            assert [item["judul"] for item in got["items"]] == ["Tetap"]
            assert got["count"] == 1
            assert caller.get(f"{LIST}{other.pk}/").status == 200
            assert caller.get("/umpan/berita.rss").status == 503
        assert caller.get(path).status == 404
        assert b"Sampai besok" not in caller.get("/umpan/berita.rss").body


def test_one_reader_sweeps_and_the_others_go_on(
    caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    expiring()
    threads = threading.active_count()
    with time_machine.travel(timezone.now() + dt.timedelta(days=2)):
        began = time.monotonic()
        state._sweeping.acquire()
        try:
            assert caller.get(LIST).status == 200
        finally:
            state._sweeping.release()
    assert time.monotonic() - began < 5
    assert threading.active_count() == threads


def test_an_expired_office_takes_its_name_with_it() -> None:
    office = InstansiPageFactory()
    office.expire_at = timezone.now() + dt.timedelta(days=1)
    office.save(clean=False)  # as an earlier version let people do
    published(parent=BeritaIndexPageFactory(parent=office))
    with time_machine.travel(timezone.now() + dt.timedelta(days=2)):
        state.current()
        assert list(differences(candidates())) == []


def test_a_site_that_begins_elsewhere() -> None:
    page = published()
    assert ReadRow.objects.get(pk=page.pk).path.count("/") == 4
    site = Site.objects.get()
    site.root_page = page.instansi
    site.save()
    assert list(differences(candidates())) == []
    assert ReadRow.objects.get(pk=page.pk).path.count("/") == 3


def test_a_collection_that_is_moved_takes_its_files_along(
    django_capture_on_commit_callbacks: Any, caller: Caller
) -> None:
    root = Collection.get_first_root_node()
    closed = root.add_child(name="Tertutup")
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.LOGIN
    )
    opened = Collection.get_first_root_node().add_child(name="Terbuka")
    document = SiteDocumentFactory(title="Kemudian rahasia", collection=opened)
    path = f"{LIST}{published(lampiran=[('dokumen', document)]).pk}/"
    assert b"Kemudian rahasia" in caller.get(path).body
    with django_capture_on_commit_callbacks(execute=True):
        opened = Collection.objects.get(pk=opened.pk)
        opened.save()
        target = Collection.objects.get(pk=closed.pk)
        super(Collection, opened).move(target, "sorted-child")  # past the guard
    assert b"Kemudian rahasia" not in caller.get(path).body


def test_a_draft_empties_nobodys_memory(settings: SettingsWrapper) -> None:
    laman = publish_past_gate(LamanPageFactory())
    berita = published()
    before = version.current()
    for page in (laman, berita):
        page.title = "Konsep"
        page.save_revision()
    assert version.current() == before
    note_menu(type(laman), laman, update_fields=None)
    assert version.current() != before
