"""``/api/v3/berita/{id}/terkait/``."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.models import ReadRow
from pages.site.terkait import related
from tests.builders import publish_past_gate, withdraw_past_gate
from tests.factories import (
    BeritaIndexPageFactory,
    BeritaPageFactory,
    InformasiPublikPageFactory,
    KategoriFactory,
)

if TYPE_CHECKING:
    from django.test import Client

    from pages.models import BeritaPage

pytestmark = pytest.mark.django_db


def published(title: str, day: int = 1, *tags: str, **fields: Any) -> BeritaPage:
    page = BeritaPageFactory(title=title, tanggal=datetime.date(2026, 3, day), **fields)
    page.tags.add(*tags)
    return publish_past_gate(page)


def titles(client: Client, page: BeritaPage, query: str = "") -> list[str]:
    body = client.get(f"/api/v3/berita/{page.pk}/terkait/{query}").json()
    assert body["count"] == len(body["items"])
    return [item["judul"] for item in body["items"]]


def test_the_nearest_first_then_the_newest(client: Client) -> None:
    index, news = BeritaIndexPageFactory(), KategoriFactory(slug="a", nama="A")
    other = KategoriFactory(slug="b", nama="B")
    own = published("Ini", 9, "loket", "KTP", parent=index, kategori=news)
    published("Seinstansi", 8, parent=index, kategori=other)
    published("Sekategori lama", 5, kategori=news)
    published("Sekategori", 6, kategori=news)
    published("Setag", 1, "KTP", kategori=other)
    published("Setag dua kali", 2, "ktp", "loket", parent=index, kategori=news)
    published("Lain", 9, "lain", kategori=other)
    near = [
        "Setag dua kali",
        "Setag",
        "Sekategori",
        "Sekategori lama",
        "Seinstansi",
    ]
    assert titles(client, own) == near
    assert titles(client, own, "?limit=2") == near[:2]


def test_only_what_is_public(client: Client) -> None:
    own = published("Ini")
    gone = withdraw_past_gate(published("Ditarik"))
    BeritaPageFactory(title="Konsep")
    assert titles(client, own) == []
    for page in (gone, publish_past_gate(InformasiPublikPageFactory())):
        answer = client.get(f"/api/v3/berita/{page.pk}/terkait/")
        assert answer.status_code == 404
        assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("query", "status"), [("limit=0", 422), ("limit=21", 422), ("q=a", 400)]
)
def test_bad_values(client: Client, query: str, status: int) -> None:
    page = published("Ini")
    answer = client.get(f"/api/v3/berita/{page.pk}/terkait/?{query}")
    assert answer.status_code == status


def test_an_article_of_no_kind_has_none() -> None:
    """No office, no category, no tag: nothing to be near to."""
    page = published("Ini", kategori=None)
    ReadRow.objects.filter(pk=page.pk).update(instansi_id=None)
    answer = related(page.pk, 5)
    assert answer is not None
    assert answer.body == b'{"count":0,"items":[]}'


def test_two_queries() -> None:
    own = published("Ini", 1, "a", "b", "c")
    for number in range(5):
        published(f"Lain {number}", 1, "a", "b")
    with CaptureQueriesContext(connection) as queries:
        related(own.pk, 5)
    assert len(queries) == 2
