"""Anonymous reads: from memory, from rows, or from Django."""

from __future__ import annotations

import gzip
import json
import threading
import time
from typing import TYPE_CHECKING, Any

import brotli
import pytest
import zstandard
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.front.app import Front
from cms.front.cache import cost
from pages.reading import state
from tests.builders import publish_past_gate, withdraw_past_gate
from tests.cms.front.conftest import Caller
from tests.factories import BeritaPageFactory

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

    from pages.models import BeritaPage

pytestmark = pytest.mark.django_db
LIST = "/api/v3/berita/"


def published(**fields: Any) -> BeritaPage:
    return publish_past_gate(BeritaPageFactory(**fields))


def detail(page: BeritaPage) -> str:
    return f"{LIST}{page.pk}/"


def test_busy_endpoints_never_reach_django(caller: Caller) -> None:
    page = published(title="Loket")
    for path in (LIST, f"{LIST}?limit=5&urut=judul", detail(page)):
        assert caller.get(path).status == 200
    assert caller.behind == []


def test_same_bytes_as_through_django(caller: Caller, client: Client) -> None:
    page = published(title="Loket")
    for path in (LIST, f"{LIST}?fields=judul,isi&q=loket", detail(page)):
        assert caller.get(path).body == client.get(path).content


def test_second_read_asks_for_nothing_but_the_version(caller: Caller) -> None:
    path = detail(published())
    caller.get(path)
    with CaptureQueriesContext(connection) as queries:
        caller.get(path)
    assert len(queries) == 1
    assert "pages_readversion" in queries[0]["sql"]


@pytest.mark.parametrize("path", ["/api/v2/pages/", "/api/v3/pages/", "/api/v3/sop/"])
def test_what_django_makes_is_kept(caller: Caller, path: str) -> None:
    published(title="Satu")
    first, second = caller.get(path), caller.get(path)
    assert first.status == 200
    assert second.body == first.body
    assert second.headers["ETag"] == first.headers["ETag"]
    assert caller.behind == [path]
    published(title="Dua")
    assert caller.get(path).status == 200
    assert caller.behind == [path, path]


def test_another_host_has_another_answer(
    caller: Caller, settings: SettingsWrapper
) -> None:
    settings.ALLOWED_HOSTS = ["satu.example", "dua.example"]
    published()
    for host in ("satu.example", "dua.example", "satu.example"):
        caller.get("/api/v2/pages/", HOST=host)
    assert len(caller.behind) == 2
    assert caller.get(LIST, HOST="jahat.example").status == 400


def test_withdrawn_at_once(caller: Caller) -> None:
    page = published(title="Rahasia kemudian")
    assert caller.get(detail(page)).status == 200
    assert b"Rahasia" in caller.get(LIST).body
    withdraw_past_gate(page)
    assert caller.get(detail(page)).status == 404
    assert b"Rahasia" not in caller.get(LIST).body


@pytest.mark.parametrize(
    "path",
    [f"{LIST}?limit=0", f"{LIST}?x=1", f"{LIST}999/", f"{LIST}0/"],
)
def test_errors_are_djangos(caller: Caller, client: Client, path: str) -> None:
    got, expected = caller.get(path), client.get(path)
    assert got.status == expected.status_code
    assert got.body == expected.content
    assert got.headers["Access-Control-Allow-Origin"] == "*"
    caller.get(path)
    assert len(caller.behind) == 2  # errors are not kept


def test_who_signs_in_passes_through(caller: Caller) -> None:
    published()
    caller.get(LIST, COOKIE="a=1; sessionid=x")
    caller.get(LIST, AUTHORIZATION="Bearer x")
    caller.get(LIST, COOKIE="_ga=1")
    assert caller.behind == [LIST, LIST]


def test_other_paths_and_methods_pass_through(caller: Caller) -> None:
    assert caller.get("/healthz").status == 200
    assert caller.get("/api/v3/pages/", method="POST").status == 401
    assert len(caller.behind) == 2


def test_headers(caller: Caller) -> None:
    got = caller.get(detail(published()))
    assert got.headers["Content-Type"] == "application/json; charset=utf-8"
    assert got.headers["Content-Length"] == str(len(got.body))
    assert got.headers["Vary"] == "Accept-Encoding"
    assert "s-maxage=" in got.headers["Cache-Control"]
    assert "stale-while-revalidate=" in got.headers["Cache-Control"]
    assert got.headers["Access-Control-Allow-Origin"] == "*"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["ETag"].startswith('"')
    assert got.headers["Last-Modified"].endswith("GMT")
    names = [name.lower() for name, _ in got.headers.items()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("path", [LIST, "detail", "/api/v2/pages/"])
def test_not_modified(caller: Caller, path: str) -> None:
    page = published()
    path = detail(page) if path == "detail" else path
    first = caller.get(path)
    etag = first.headers["ETag"]
    for match in (etag, f"W/{etag}", f'"x", {etag}', "*"):
        again = caller.get(path, IF_NONE_MATCH=match)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["ETag"] == etag
        assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    since = first.headers["Last-Modified"]
    assert caller.get(path, IF_MODIFIED_SINCE=since).status == 304
    assert caller.get(path, IF_NONE_MATCH='"x"', IF_MODIFIED_SINCE=since).status == 200
    assert caller.get(path, IF_MODIFIED_SINCE="kemarin").status == 200


def test_a_first_conditional_request_is_kept_whole(caller: Caller) -> None:
    published()
    path, far = "/api/v2/pages/", "Sat, 01 Jan 2050 00:00:00 GMT"
    assert caller.get(path, IF_MODIFIED_SINCE=far).status == 304
    whole = caller.get(path)
    assert (whole.status, json.loads(whole.body)["meta"]["total_count"]) == (200, 4)


DECODERS = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompressobj().decompress(body),
}


@pytest.mark.parametrize("coding", DECODERS)
@pytest.mark.parametrize(
    "path", [f"{LIST}?fields=isi", "detail", "/api/v2/pages/?fields=*"]
)
def test_codings(caller: Caller, coding: str, path: str) -> None:
    page = published(isi=[("teks", "<p>Loket baru dibuka.</p>" * 50)])
    path = detail(page) if path == "detail" else path
    plain, coded = caller.get(path), caller.get(path, ACCEPT_ENCODING=coding)
    assert coded.headers["Content-Encoding"] == coding
    assert DECODERS[coding](coded.body) == plain.body
    assert len(coded.body) < len(plain.body)
    assert coded.headers["ETag"] != plain.headers["ETag"]
    known = caller.get(
        path, ACCEPT_ENCODING=coding, IF_NONE_MATCH=coded.headers["ETag"]
    )
    assert known.status == 304


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=0.5, zstd", "zstd"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("identity", None),
        ("gzip;q=x", None),
        (";;,,=", None),
    ],
)
def test_choice_of_coding(caller: Caller, accepted: str, coding: str | None) -> None:
    page = published(isi=[("teks", "<p>Loket baru dibuka.</p>" * 50)])
    got = caller.get(detail(page), ACCEPT_ENCODING=accepted)
    assert got.headers["Content-Encoding"] == coding


def test_head(caller: Caller) -> None:
    path = detail(published())
    got, whole = caller.get(path, method="HEAD"), caller.get(path)
    assert (got.status, got.body) == (200, b"")
    assert list(got.headers.items()) == list(whole.headers.items())


def test_preflight(caller: Caller) -> None:
    got = caller.get(LIST, method="OPTIONS", ORIGIN="https://situs.example")
    assert got.status == 204
    assert got.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in got.headers["Access-Control-Allow-Methods"]


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """No time passes: what a slow machine waits would be forgiven."""
    monkeypatch.setattr("cms.front.limits.monotonic", lambda: 1000.0)


@pytest.mark.usefixtures("still")
def test_rate_limit(settings: SettingsWrapper) -> None:
    settings.API_RATE_LIMIT = 3
    caller, path = Caller(), detail(published())
    caller.get(path)
    statuses = [caller.get(f"{LIST}?offset={n}").status for n in range(4)]
    assert statuses == [200, 200, 429, 429]
    assert caller.get(path).status == 200  # from memory: nobody pays for it
    got = caller.get(
        LIST, X_FORWARDED_FOR="203.0.113.9", USER_AGENT="lain", COOKIE="a=b"
    )
    assert got.status == 429
    assert 0 < int(got.headers["Retry-After"]) <= 60
    assert got.headers["Content-Type"] == "application/problem+json"
    assert json.loads(got.body)["status"] == 429
    assert caller.get("/api/v3/pages/", method="POST").status == 429
    assert caller.get(LIST, REMOTE_ADDR="192.0.2.2").status == 200


@pytest.mark.usefixtures("still")
def test_rate_limit_behind_a_trusted_proxy(settings: SettingsWrapper) -> None:
    settings.API_RATE_LIMIT, settings.TRUST_PROXY = 1, True
    caller = Caller()
    published()
    chosen = "198.51.100.{n}, 203.0.113.9"
    statuses = [
        caller.get(f"{LIST}?offset={n}", X_FORWARDED_FOR=chosen.format(n=n)).status
        for n in range(3)
    ]
    assert statuses == [200, 429, 429]


def test_no_database_no_answer(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Any:
        raise DatabaseError

    caller.get(LIST)
    with monkeypatch.context() as patch:
        patch.setattr(state, "fetch", broken)
        patch.setattr(connection, "close", lambda: None)  # the test's own
        assert caller.get(LIST).status == 503
    assert caller.get(LIST).status == 200


def test_one_of_many_makes_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    known = state.State(7, 0.0, state.FOREVER, 0.0)
    # Also what a test before this one read a moment ago.
    monkeypatch.setattr("pages.reading.state._state", known)
    monkeypatch.setattr("pages.reading.state.read_state", lambda: known)
    made: list[str] = []

    def slow(environ: dict[str, Any], start: Any) -> list[bytes]:
        made.append(environ["PATH_INFO"])
        time.sleep(0.2)
        start("200 OK", [("Content-Type", "application/json")])
        return [b"{}"]

    caller = Caller()
    caller.front = Front(slow)
    got: list[int] = []
    threads = [
        threading.Thread(target=lambda: got.append(caller.get("/api/v2/x/").status))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [200] * 8
    assert len(made) == 1


def test_memory_is_bounded(settings: SettingsWrapper) -> None:
    settings.READ_CACHE_BYTES = 20_000
    caller = Caller()
    published()
    for offset in range(30):
        caller.get(f"{LIST}?offset={offset}")
    cache = caller.front.cache
    assert 0 < len(cache.entries) < 15
    assert cache.size == sum(cost(*item) for item in cache.entries.items())
    assert cache.size <= 20_000


def test_without_memory(settings: SettingsWrapper) -> None:
    settings.READ_CACHE_BYTES = 0
    caller = Caller()
    path = detail(published())
    assert caller.get(path).body == caller.get(path).body
    assert caller.front.cache.entries == {}


def test_preview_and_docs_keep_their_own_policies(caller: Caller) -> None:
    docs = caller.get(reverse("wagtailapi_v3:openapi-view"))
    assert docs.status == 200
    assert "script-src 'self'" in docs.headers["Content-Security-Policy"]
