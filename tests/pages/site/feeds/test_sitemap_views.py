"""``/sitemap.xml`` and its files, and ``/robots.txt``."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from pages.models import ReadRow
from pages.reading import state
from pages.reading.syndication import sitemap
from tests.builders import publish_past_gate, withdraw_past_gate
from tests.cms.queue import work
from tests.factories import (
    BeritaPageFactory,
    InformasiPublikPageFactory,
    InstansiPageFactory,
    LamanPageFactory,
)
from tests.pages.site.feeds.reading import read_sitemap, texts

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

    from pages.models import BeritaPage

pytestmark = pytest.mark.django_db

SITE = "https://www.kota.example"
API = "https://api.kota.example"


@pytest.fixture(autouse=True)
def elsewhere(settings: SettingsWrapper) -> None:
    settings.PUBLIC_SITE_URL = SITE
    settings.WAGTAILAPI_BASE_URL = API


def published(**fields: Any) -> BeritaPage:
    return publish_past_gate(BeritaPageFactory(**fields))


def files(client: Client) -> list[str]:
    return texts(read_sitemap(client, "/sitemap.xml"), "s:sitemap/s:loc")


def every_address(client: Client) -> list[str]:
    """All addresses of all files, news apart."""
    found = []
    for url in files(client):
        if "berita" not in url:
            path = url.removeprefix(API)
            found += texts(read_sitemap(client, path), "s:url/s:loc")
    return found


def addresses(client: Client) -> list[str]:
    """What should be there."""
    return [SITE + path for path in ReadRow.objects.values_list("path", flat=True)]


def test_every_public_page_stands_in_one_file(
    client: Client, rich_berita: BeritaPage
) -> None:
    publish_past_gate(rich_berita)
    publish_past_gate(LamanPageFactory())
    publish_past_gate(InformasiPublikPageFactory())
    InformasiPublikPageFactory(dikecualikan=True)
    gone = published(title="Ditarik")
    BeritaPageFactory(title="Konsep")
    before = set(every_address(client))
    assert before == set(addresses(client))
    withdraw_past_gate(gone)
    after = every_address(client)
    assert len(before - set(after)) == 1
    assert sorted(after) == sorted(addresses(client))


def test_images(client: Client, rich_berita: BeritaPage) -> None:
    page = publish_past_gate(rich_berita)
    publish_past_gate(InstansiPageFactory(berlogo=True))
    work()
    (url,) = files(client)[1:]
    root = read_sitemap(client, url.removeprefix(API))
    images = texts(root, "s:url/image:image/image:loc")
    # The picture at the top, the one in the text (twice there), and the logo.
    assert len(images) == len(set(images)) == 3
    assert all(image.startswith(f"{API}/media/images/") for image in images)
    changed = texts(root, "s:url/s:lastmod")
    published_at = timezone.localtime(page.last_published_at)
    assert published_at.isoformat(timespec="seconds") in changed


def test_files_are_stable(client: Client) -> None:
    """A page stays in the file of its id, whatever comes and goes."""
    page = published()
    number = page.pk // sitemap.SIZE + 1
    path = f"/sitemap-{number}.xml"
    assert f"{API}{path}" in files(client)
    with CaptureQueriesContext(connection) as captured:
        found = texts(read_sitemap(client, path), "s:url/s:loc")
    assert f"{SITE}{ReadRow.objects.get(pk=page.pk).path}" in found
    assert len([q for q in captured if "readversion" not in q["sql"]]) == 1
    for other in (0, number + 1, 10**6 + 1, 10**30):
        answer = client.get(f"/sitemap-{other}.xml")
        assert answer.status_code == 404
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_the_index_without_any_page(client: Client) -> None:
    assert files(client) == [f"{API}/sitemap-berita.xml"]


def test_news_are_of_the_last_two_days(client: Client) -> None:
    today = timezone.localdate()
    dinas = {"parent__parent__title": "Dinas <A> & B"}
    published(title="Baru ]]> & <b>", tanggal=today, **dinas)
    published(title="Lama, tayang hari ini", tanggal=today - datetime.timedelta(days=9))
    root = read_sitemap(client, "/sitemap-berita.xml")
    assert texts(root, "s:url/news:news/news:title") == ["Baru ]]> & <b>"]
    publication = "s:url/news:news/news:publication"
    assert texts(root, f"{publication}/news:name") == ["Dinas <A> & B"]
    assert texts(root, f"{publication}/news:language") == ["id"]
    assert texts(root, "s:url/s:lastmod") == texts(
        root, "s:url/news:news/news:publication_date"
    )
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2, minutes=1)):
        later = read_sitemap(client, "/sitemap-berita.xml")
    assert texts(later, "s:url/s:loc") == [f"{SITE}/"]  # never empty: its schema
    assert texts(later, "s:url/news:news/news:title") == []


def test_news_are_never_kept(client: Client) -> None:
    """They change by the clock, and no version says so."""
    published(tanggal=timezone.localdate())
    answer = client.get("/sitemap-berita.xml")
    assert answer.headers["Cache-Control"] == "no-store"


def test_news_ask_two_queries_at_most(client: Client) -> None:
    for _ in range(3):
        published(tanggal=timezone.localdate())
    Site.get_site_root_paths()
    state.current()
    with CaptureQueriesContext(connection) as captured:
        root = read_sitemap(client, "/sitemap-berita.xml")
    assert len(texts(root, "s:url/news:news")) == 3
    assert len([q for q in captured if "readversion" not in q["sql"]]) == 1


def test_robots(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        f"Sitemap: {API}/sitemap.xml",
    ]


@pytest.mark.parametrize("name", ["sitemap.xml", "sitemap-berita.xml", "robots.txt"])
def test_unknown_parameters(client: Client, name: str) -> None:
    answer = client.get(f"/{name}?halaman=1")
    assert answer.status_code == 400
    assert answer.json()["detail"].endswith("Yang dikenal: tidak ada.")
