"""What nginx serves of a release by itself, whatever becomes of the application."""

from __future__ import annotations

import gzip
import json

import pytest

from tests.cms.export.asking import FALLS_THROUGH, LIST, ask

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.mark.parametrize("path", [LIST, "/umpan/berita.rss", "/api/v3/dip.csv"])
def test_conditional_compressed_and_head(released, nginx, path):
    static = nginx("naskah-statis.conf", released)
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


def test_nothing_but_files_without_an_application(released, nginx):
    static = nginx("naskah-statis.conf", released)
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


def test_a_page_of_another_origin_may_ask(released, nginx):
    static = nginx("naskah-statis.conf", released)
    allowed = ask(static, LIST, "OPTIONS", Origin="https://warga.example")
    assert (allowed.status, allowed.body) == (204, b"")
    assert allowed.headers["Access-Control-Allow-Origin"] == "*"


def test_files_are_served_while_the_application_is_down(released, nginx):
    proxy = nginx("naskah.conf", released, "127.0.0.1:1")
    (article,) = released.glob("current/api/v3/berita/[0-9]*/")
    assert ask(proxy, f"{LIST}{article.name}/").status == 200
    assert ask(proxy, f"{LIST}?q=loket").status == 502


@pytest.mark.parametrize(
    "headers",
    [{"Authorization": "Bearer x"}, {"Cookie": "sessionid=x"}],
    ids=["token", "session"],
)
def test_who_shows_who_he_is_gets_no_file(released, nginx, headers):
    proxy = nginx("naskah.conf", released, "127.0.0.1:1")
    assert ask(proxy, LIST).status == 200
    assert ask(proxy, LIST, **headers).status == 502
