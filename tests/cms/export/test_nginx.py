"""The configurations of docs/nginx, run by a real nginx."""

from __future__ import annotations

import gzip
import http.client
import itertools
import json
import threading
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

from cms.export.addresses import every_address
from cms.export.exporter import exporter
from cms.front.app import Front
from tests.builders import withdraw_past_gate
from tests.cms.login.browser import Browser

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

SAME = (
    "Access-Control-Allow-Origin",
    "Cache-Control",
    "Content-Security-Policy",
    "Content-Type",
    "Referrer-Policy",
    "Vary",
    "X-Content-Type-Options",
)
LIST = "/api/v3/berita/"
FALLS_THROUGH = [
    f"{LIST}?q=loket",
    f"{LIST}?limit=7",
    f"{LIST}?offset=",
    f"{LIST}?offset=0&offset=20",
    f"{LIST}?offset=20&",
    f"{LIST}?tidak_dikenal=1",
    f"{LIST}?instansi=../../rahasia",
    f"{LIST}?instansi=%2e%2e%2frahasia",
    f"{LIST}?OFFSET=20",
    f"{LIST}?halaman=2",
    f"{LIST}index.json",
    f"{LIST}999999/",
    f"{LIST}007/",
    "/api/v3/openapi.json?x=1",
    "/api/v3/dip/?limit=20",
    "/umpan/berita.rss?halaman=99",
    "/kueri/api/v3/berita/index,offset=20.json",
    "/sitemap-berita.xml",
    "/galat/404.json",
    "/robots.txt.gz",
]


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Nobody reads the log of a test."""


class Got(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@pytest.fixture
def application(settings, target) -> Iterator[str]:
    """This application behind a server of its own; its URL."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    settings.WAGTAILAPI_BASE_URL = f"http://127.0.0.1:{server.server_port}"
    server.set_app(Front(WSGIHandler()))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield settings.WAGTAILAPI_BASE_URL
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def exported(office, application, target):
    with exporter() as work:
        work.renew()
    return target


def ask(url: str, path: str, method: str = "GET", body: bytes = b"", **headers) -> Got:
    """One request exactly as written: no library mends the path."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, path, body or None, named)
        answer = connection.getresponse()
        return Got(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


def spellings(address) -> Iterator[str]:
    """Ways to write one address: parameters in any order, defaults written out."""
    for order in itertools.permutations(address.query):
        yield type(address)(address.path, order).__str__()
    lists = ("berita/", "informasi-publik/", "instansi/", "laman/", "sop/")
    if address.path.endswith(lists) and "offset" not in dict(address.query):
        yield str(type(address)(address.path, (("limit", "20"), *address.query)))
        yield str(type(address)(address.path, (*address.query, ("offset", "0"))))
    if address.path.startswith("/umpan/") and "halaman" not in dict(address.query):
        yield str(type(address)(address.path, (*address.query, ("halaman", "1"))))


def test_every_file_is_served_as_the_application_answers(exported, application, nginx):
    """The static server has nothing behind it: what it says, it says from files."""
    static = nginx("naskah-statis.conf", exported)
    served = [
        one for one in every_address() if (exported / "current" / one.name).exists()
    ]
    assert len(served) > 40
    for path in (path for address in served for path in spellings(address)):
        file, live = ask(static, path), ask(application, path)
        assert (file.status, file.body) == (live.status, live.body), path
        shown = {name: file.headers[name] for name in SAME}
        expected = {name: live.headers[name] for name in SAME}
        # nginx says it of what has a compressed file beside it.
        if path.partition("?")[0].endswith(".xlsx"):
            shown.pop("Vary"), expected.pop("Vary")
        assert shown == expected, path


@pytest.mark.parametrize("path", [LIST, "/umpan/berita.rss", "/api/v3/dip.csv"])
def test_conditional_compressed_and_head(exported, nginx, path):
    static = nginx("naskah-statis.conf", exported)
    plain = ask(static, path)
    assert plain.headers["ETag"].startswith('"')
    assert ask(static, path, If_None_Match=plain.headers["ETag"]).status == 304
    assert ask(static, path, If_None_Match='"lain"').status == 200
    since = plain.headers["Last-Modified"]
    assert ask(static, path, If_Modified_Since=since).status == 304
    packed = ask(static, path, Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert gzip.decompress(packed.body) == plain.body
    head = ask(static, path, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == str(len(plain.body))


def test_nothing_but_files_without_an_application(exported, nginx):
    static = nginx("naskah-statis.conf", exported)
    for path in [*FALLS_THROUGH, "/", "/admin/"]:
        found = ask(static, path)
        assert found.status == 404, path
        assert found.headers["Content-Type"] == "application/problem+json"
        assert found.headers["Access-Control-Allow-Origin"] == "*"
        assert json.loads(found.body)["status"] == 404
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        refused = ask(static, LIST, method, b"{}")
        assert refused.status == json.loads(refused.body)["status"] == 405
        assert refused.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_a_page_of_another_origin_may_ask(exported, nginx):
    static = nginx("naskah-statis.conf", exported)
    allowed = ask(static, LIST, "OPTIONS", Origin="https://warga.example")
    assert (allowed.status, allowed.body) == (204, b"")
    assert allowed.headers["Access-Control-Allow-Origin"] == "*"


def test_all_else_is_the_applications(exported, application, nginx):
    proxy = nginx("naskah.conf", exported, urlsplit(application).netloc)
    host = urlsplit(application).netloc
    for path in [*FALLS_THROUGH, "/healthz", "/admin/login/", "/documents/9/x/"]:
        through, direct = ask(proxy, path, Host=host), ask(application, path)
        assert through.status == direct.status, path
        assert through.headers["Content-Type"] == direct.headers["Content-Type"]
        if not path.startswith("/admin/"):  # its form has a token
            assert through.body == direct.body, path


def test_files_are_served_while_the_application_is_down(exported, office, nginx):
    proxy = nginx("naskah.conf", exported, "127.0.0.1:1")
    assert ask(proxy, f"{LIST}{office.berita.pk}/").status == 200
    assert ask(proxy, f"{LIST}?q=loket").status == 502


@pytest.mark.parametrize(
    "headers",
    [{"Authorization": "Bearer x"}, {"Cookie": "sessionid=x"}],
    ids=["token", "session"],
)
def test_who_shows_who_he_is_gets_no_file(exported, nginx, headers):
    proxy = nginx("naskah.conf", exported, "127.0.0.1:1")
    assert ask(proxy, LIST).status == 200
    assert ask(proxy, LIST, **headers).status == 502


def test_writing_is_the_applications(exported, application, nginx):
    proxy = nginx("naskah.conf", exported, urlsplit(application).netloc)
    through = ask(proxy, LIST, "POST", b"{}")
    direct = ask(application, LIST, "POST", b"{}")
    assert (through.status, through.body) == (direct.status, direct.body)
    assert through.status == 405


def test_a_withdrawn_page_is_gone_at_once(exported, office, application, nginx):
    proxy = nginx("naskah.conf", exported, urlsplit(application).netloc)
    path = f"/api/v3/laman/{office.laman.pk}/"
    assert ask(proxy, path).status == 200
    withdraw_past_gate(office.laman)
    assert not (exported / "current" / path.strip("/") / "index.json").exists()
    threading.Event().wait(1)  # the promise
    assert ask(proxy, path, Host=urlsplit(application).netloc).status == 404


def test_readers_see_one_release_or_the_next(exported, office, nginx):
    static = nginx("naskah-statis.conf", exported)
    seen, done = [], threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.append(ask(static, f"{LIST}{office.berita.pk}/").status)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for _ in range(3):
            with exporter() as work:
                work.renew()
    finally:
        done.set()
        reader.join(20)
    assert len(seen) > 10
    assert set(seen) == {200}


def test_logins_are_counted_by_the_address_that_nginx_sees(
    exported, application, nginx, settings
):
    settings.TRUST_PROXY = True
    User.objects.create_superuser("pengelola", password="rahasia-dinas")
    url = nginx("naskah.conf", exported, urlsplit(application).netloc)
    guesser = Browser(url, "127.0.0.2")
    found = [
        guesser.log_in("pengelola", "salah", X_Forwarded_For=f"203.0.113.{n}").status
        for n in range(12)
    ]
    assert found == [200] * 10 + [429] * 2
    forged = {"X_Forwarded_For": "127.0.0.3", "Forwarded": "for=127.0.0.3"}
    assert guesser.log_in("pengelola", "rahasia-dinas", **forged).status == 429
    elsewhere = Browser(url, "127.0.0.3")
    assert elsewhere.log_in("pengelola", "rahasia-dinas").status == 302
