"""No anonymous query string is the server's fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.query_bounds import MAX_PARAMETERS
from tests.builders import publish_past_gate
from tests.factories import BeritaPageFactory, InformasiPublikPageFactory
from tests.proof import examples

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

HUGE = str(2**63)
VALUES = [
    "",
    "%00",
    "a%00b",
    "0",
    "-1",
    "1.5",
    "1e9",
    HUGE,
    f"-{HUGE}",
    "9" * 30,
    "9" * 5000,
    "%D9%A1%D9%A2",  # digits of another script
    "nan",
    "infinity",
    "true",
    "null",
    "root",
    "random",
    "*",
    "-",
    "_",
    ",",
    "%FF%FE",
    "%ED%A0%80",
    "%F0%9F%A6%9C",
    "%E2%80%AE",
    "a" * 1999,
    "a%20" * 40,
    "%22%27%28%29%5B%5D%7B%7D%3A%2A%5E%7E",
    "%22",
    "AND",
    "NOT%20NEAR%28a",
    "a:b",
    "'%20OR%201=1--",
    "%25%5F%5C",
    "2026-02-30",
    "9999999-01-01",
    "0000-00-00",
    "2026-01-01T00:00:00+99:99",
    "pages.BeritaPage",
    "auth.User",
    "a.b.c",
    "id,-id,id",
    "*,parent(*(*)))",
    "a(" * 300,
    "a(" * 9 + ")" * 9,
    "../../etc/passwd",
    "http://[::1]:99999",
    "localhost:port",
    "id_ID",
]
NAMES = [
    "limit", "offset", "fields", "order", "search", "search_operator", "type",
    "child_of", "descendant_of", "ancestor_of", "translation_of", "locale", "site",
    "id", "html_path", "version", "rich_text_format", "format", "_", "title", "slug",
    "tags", "show_in_menus", "first_published_at", "alias_of", "pk", "width", "tanggal",
    "isi", "q", "instansi", "kategori", "tag", "dari", "sampai", "urut", "kursor",
    "klasifikasi", "jenis", "path", "halaman", "x[y][z]",
]  # fmt: skip
V2_PATHS = [
    f"/api/v2/{name}/{rest}"
    for name in ("pages", "images", "documents")
    for rest in ("", "find/")
]


def get_paths(client: Client) -> list[str]:
    """Every GET that anybody may send, with an id that is there for those with one."""
    paths = client.get("/api/v3/openapi.json").json()["paths"]
    is_open = [
        path
        for path, item in paths.items()
        if "get" in item and {} in item["get"].get("security", [{}])
    ]
    page = publish_past_gate(BeritaPageFactory())
    publish_past_gate(InformasiPublikPageFactory())
    ids = {"{page_id}": page.pk, "{kode}": "ABCD", "{sop_id}": 1}
    for name, value in ids.items():
        is_open = [path.replace(name, str(value)) for path in is_open]
    return [*is_open, *V2_PATHS, f"/api/v2/pages/{page.pk}/", "/media/images/a.png"]


def pairs() -> st.SearchStrategy[str]:
    return st.builds("{}={}".format, st.sampled_from(NAMES), st.sampled_from(VALUES))


# Each was a 500 of Wagtail's.
@pytest.mark.parametrize(
    "query",
    [
        f"offset={HUGE}",
        "offset=1%1D",
        "search=%00",
        "search=" + "a%20" * 5000,
        "fields=" + "a(" * 500,
        "&".join(f"a{number}=1" for number in range(MAX_PARAMETERS + 1)),
        "&".join(f"a{number}=1" for number in range(10_001)),
        "type=pages.BeritaPage&tanggal=besok",
    ],
)
@pytest.mark.parametrize("path", ["/api/v2/pages/", "/api/v3/pages/"])
def test_a_known_fault_is_the_askers(client: Client, path: str, query: str) -> None:
    publish_past_gate(BeritaPageFactory())
    assert client.get(f"{path}?{query}").status_code in {400, 422}


@pytest.mark.parametrize("path", ["/api/v2/pages/", "/api/v3/pages/"])
@pytest.mark.parametrize("words", ["%22%27%28%29%5B%5D%7B%7D%3A%2A%5E%7E", "%22"])
def test_search_words_that_sqlite_cannot_parse(
    client: Client, path: str, words: str
) -> None:
    publish_past_gate(BeritaPageFactory())
    expected = 400 if connection.vendor == "sqlite" else 200
    assert client.get(f"{path}?search={words}").status_code == expected


@pytest.mark.parametrize(
    "url",
    [
        "/api/v2/pages/find/?html_path=%00",
        "/api/v2/pages/find/?id=x",
        "/api/v3/pages/find/?html_path=%00",
        "/api/v3/pages/?pk=1",
        "/api/v2/pages/find/?html_path=a&site=kantor.example:loket",
        "/api/v3/pages/find/?html_path=a&site=kantor.example:loket",
        "/api/v3/pages/find/?html_path=a&site=kantor.example:",
        "/api/v3/pages/1/?site=kantor.example:80:80",
    ],
)
def test_other_known_faults(client: Client, url: str) -> None:
    assert client.get(url).status_code == 400


# (path, a parameter that is known there)
@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("/api/v2/pages/", "child_of"),
        ("/api/v2/pages/1/", "fields"),
        ("/api/v3/pages/", "descendant_of"),
        ("/api/v3/pages/?type=pages.BeritaPage", "penulis"),
        ("/api/v3/pages/1/", "rich_text_format"),
        ("/api/v3/pages/find/", "html_path"),
        ("/api/v3/images/", "search"),
        ("/api/v3/berita/", "kategori"),
        ("/api/v3/sop/", "instansi"),
        ("/api/v3/sop/1/", "tidak ada"),
        ("/api/v3/verifikasi/ABCD/", "tidak ada"),
    ],
)
def test_unknown_parameters_are_refused_with_the_known(
    client: Client, path: str, known: str
) -> None:
    answer = client.get(f"{path}{'&' if '?' in path else '?'}limitt=1")
    said = answer.json()
    message = said.get("detail") or said["message"]
    assert answer.status_code == 400
    assert message.startswith("Parameter tidak dikenal: limitt. Yang dikenal: ")
    assert known in message


@pytest.fixture
def asked(client: Client) -> list[str]:
    return get_paths(client)


@settings(
    max_examples=examples(25, deep=100),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(queries=st.lists(pairs(), min_size=1, max_size=3))
def test_no_query_is_the_servers_fault(
    client: Client, asked: list[str], queries: list[str]
) -> None:
    for path in asked:
        url = f"{path}?{'&'.join(queries)}"
        assert client.get(url).status_code < 500, url
