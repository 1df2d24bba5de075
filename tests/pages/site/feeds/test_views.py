"""``/umpan/berita.rss``, ``.atom`` and ``.json``."""

from __future__ import annotations

import datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site

from pages.models import ReadRow
from pages.reading import state
from tests.builders import publish_past_gate, withdraw_past_gate
from tests.factories import (
    BeritaIndexPageFactory,
    BeritaPageFactory,
    InstansiPageFactory,
    KategoriFactory,
)
from tests.pages.site.feeds.reading import read_json, read_xml

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

    from pages.models import BeritaIndexPage, BeritaPage

pytestmark = pytest.mark.django_db

ENDINGS = ("rss", "atom", "json")
NASTY = 'Awas ]]> &amp; <script>alert("1")</script> 🦺 \x0b\x00\x1f\ufffe "kutip" & \'petik\''
CLEAN = 'Awas ]]> &amp; <script>alert("1")</script> 🦺  "kutip" & \'petik\''


def titles(client: Client, query: str = "", ending: str = "json") -> list[str]:
    url = f"/umpan/berita.{ending}{query}"
    if ending == "json":
        return [item["title"] for item in read_json(client, url)["items"]]
    return [entry.title for entry in read_xml(client, url).entries]


def published(**fields: Any) -> BeritaPage:
    return publish_past_gate(BeritaPageFactory(**fields))


@pytest.fixture
def index(db: None) -> BeritaIndexPage:
    return BeritaIndexPageFactory(parent__title="Dinas Kominfo")


@pytest.fixture
def site(settings: SettingsWrapper) -> str:
    """The public site is elsewhere."""
    settings.PUBLIC_SITE_URL = "https://www.kota.example"
    settings.WAGTAILAPI_BASE_URL = "https://api.kota.example"
    return settings.PUBLIC_SITE_URL


@pytest.mark.parametrize("ending", ["rss", "atom"])
def test_an_article_in_xml(
    client: Client, site: str, rich_berita: BeritaPage, ending: str
) -> None:
    page = publish_past_gate(rich_berita)
    feed = read_xml(client, f"/umpan/berita.{ending}")
    (entry,) = feed.entries
    assert feed.feed.language == "id"
    assert feed.feed.link == f"{site}/"
    assert entry.title == "Loket layanan dibuka"
    assert entry.link == f"{site}{ReadRow.objects.get(pk=page.pk).path}"
    assert entry.id == page.translation_key.urn
    assert entry.summary == "Ringkasan berita."
    assert entry.author == "Siti"
    assert {tag.term for tag in entry.tags} == {"Pelayanan", "KTP", "loket"}
    assert entry.media_content[0]["url"].startswith("https://api.kota.example/media/")
    (file,) = entry.enclosures
    assert file.href == f"https://api.kota.example/documents/{file_of(page)}"
    assert (file.type, file.length) == ("application/pdf", "12")
    html = entry.content[0].value
    assert "Lebih cepat." in html
    assert ' src="/' not in html
    assert ' href="/' not in html


def file_of(page: BeritaPage) -> str:
    document = page.lampiran[0].value
    return f"{document.pk}/{document.filename}"


def test_an_article_in_json(client: Client, site: str, rich_berita: BeritaPage) -> None:
    page = publish_past_gate(rich_berita)
    (item,) = read_json(client, "/umpan/berita.json")["items"]
    assert item["url"] == f"{site}{ReadRow.objects.get(pk=page.pk).path}"
    assert item["image"].startswith("https://api.kota.example/media/images/")
    assert item["tags"] == ["Pelayanan", "KTP", "loket"]
    assert item["authors"] == [{"name": "Siti"}]
    (file,) = item["attachments"]
    assert file == {
        "url": f"https://api.kota.example/documents/{file_of(page)}",
        "mime_type": "application/pdf",
        "title": "Lampiran",
        "size_in_bytes": 12,
    }


@pytest.mark.parametrize("path", [*(f"berita.{e}" for e in ENDINGS), "/sitemap-1.xml"])
def test_what_was_published_follows_the_server(
    client: Client, settings: SettingsWrapper, rich_berita: BeritaPage, path: str
) -> None:
    """Rows are written once; site and server may move to another port or name."""
    settings.PUBLIC_SITE_URL = settings.WAGTAILAPI_BASE_URL = "http://127.0.0.1:8000"
    page = publish_past_gate(rich_berita)
    place = ReadRow.objects.get(pk=page.pk).path
    settings.PUBLIC_SITE_URL = "https://www.baru.example/depan/"
    settings.WAGTAILAPI_BASE_URL = "http://[::1]:9377"
    url = path if path.startswith("/") else f"/umpan/{path}"
    said = client.get(url).content.decode()
    assert f"https://www.baru.example{place}" in said
    assert "http://[::1]:9377/media/images/" in said
    assert "8000" not in said
    assert ".invalid" not in said


@pytest.mark.parametrize("ending", ENDINGS)
def test_nasty_texts(client: Client, ending: str) -> None:
    page = published(
        isi=[("subjudul", "]]> <b>&"), ("teks", "<p>]]&gt; &amp;amp;</p>")]
    )
    # PostgreSQL stores no NUL and Wagtail's forms none of the others: straight in.
    dirty = NASTY.replace("\x00", "")
    type(page).objects.filter(pk=page.pk).update(title=dirty, ringkasan=dirty)
    publish_past_gate(type(page).objects.get(pk=page.pk))
    if ending == "json":
        (item,) = read_json(client, "/umpan/berita.json")["items"]
        assert (item["title"], item["summary"]) == (CLEAN, CLEAN)
        return
    (entry,) = read_xml(client, f"/umpan/berita.{ending}").entries
    assert entry.title == CLEAN
    assert "&lt;script&gt;" in entry.summary  # as HTML it says the same, and runs not


@pytest.mark.parametrize("ending", ENDINGS)
def test_without_articles(client: Client, index: BeritaIndexPage, ending: str) -> None:
    for query in ("", f"?instansi={index.get_parent().slug}", "?kategori=kosong"):
        assert titles(client, query, ending) == []


def test_pages_hold_every_article_once(client: Client, index: BeritaIndexPage) -> None:
    for number in range(41):
        day = datetime.date(2026, 3, 1 + number % 3)  # many of one day
        published(parent=index, title=f"Berita {number}", tanggal=day)
    everything = sorted(f"Berita {number}" for number in range(41))
    walks = [walk(client, ending, index.get_parent().slug) for ending in ENDINGS]
    assert walks[0] == walks[1] == walks[2]
    assert [len(page) for page in walks[0]] == [20, 20, 1]
    assert sorted(chain(*walks[0])) == everything
    assert walks[0][0] == titles(client)


def walk(client: Client, ending: str, office: str) -> list[list[str]]:
    """The titles of every page, found by the links of the page before it."""
    url: str | None = f"/umpan/berita.{ending}?instansi={office}"
    seen: list[list[str]] = []
    while url:
        if ending == "json":
            feed = read_json(client, url)
            seen.append([item["title"] for item in feed["items"]])
            url = feed.get("next_url")
            continue
        parsed = read_xml(client, url)
        seen.append([entry.title for entry in parsed.entries])
        rels = {link.rel: link.href for link in parsed.feed.links}
        assert rels["self"].endswith(url)
        assert rels["first"].endswith(f"?instansi={office}")
        assert rels["last"].endswith("&halaman=3")
        assert ("previous" in rels) == (len(seen) > 1)
        url = rels.get("next")
    return seen


def test_choosing(client: Client, index: BeritaIndexPage) -> None:
    office = index.get_parent()
    published(parent=index, title="A", kategori=KategoriFactory(nama="Umum", slug="u"))
    published(parent=index, title="B")
    published(title="C", kategori=KategoriFactory(slug="u"))
    assert titles(client, f"?instansi={office.slug}") == ["B", "A"]
    assert titles(client, f"?instansi={office.pk}") == ["B", "A"]
    assert titles(client, "?kategori=u") == ["C", "A"]
    assert titles(client, f"?kategori=u&instansi={office.slug}") == ["A"]
    for ending in ("rss", "atom"):
        feed = read_xml(client, f"/umpan/berita.{ending}?instansi={office.pk}").feed
        assert feed.title == "Berita Dinas Kominfo"
        assert feed.link.endswith(f"/{office.slug}/")
    named = read_json(client, f"/umpan/berita.json?kategori=u&instansi={office.pk}")
    assert named["title"] == "Berita Dinas Kominfo: Umum"
    assert read_json(client, "/umpan/berita.json")["title"] == "Berita Naskah"


def test_the_date_is_the_articles(client: Client) -> None:
    """One brought over from an older site keeps its day."""
    page = published(tanggal=datetime.date(2019, 8, 17))
    (old,) = read_json(client, "/umpan/berita.json")["items"]
    assert old["date_published"] == "2019-08-17T00:00:00+07:00"
    page.tanggal = datetime.datetime.now(datetime.UTC).astimezone().date()
    publish_past_gate(page)
    (new,) = read_json(client, "/umpan/berita.json")["items"]
    row = ReadRow.objects.get(pk=page.pk)
    assert datetime.datetime.fromisoformat(new["date_published"]).date() == row.tanggal


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_not_public_is_gone(
    client: Client, index: BeritaIndexPage, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "MAX_AGE", -1)
    withdrawn, restricted, expired = (
        published(parent=index, title=title)
        for title in ("Ditarik", "Tertutup", "Habis")
    )
    BeritaPageFactory(parent=index, title="Konsep")
    published(parent=index, title="Tetap")
    assert len(titles(client, "", ending)) == 4
    withdraw_past_gate(withdrawn)
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    ReadRow.objects.filter(pk=expired.pk).update(
        berakhir_pada=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    )
    type(expired).objects.filter(pk=expired.pk).update(
        expire_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    )
    assert titles(client, "", ending) == ["Tetap"]


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("halamann=1", 400),
        ("offset=1", 400),
        ("halaman=0", 422),
        ("halaman=a", 422),
        ("halaman=", 422),
        (f"halaman={2**70}", 422),
        ("halaman=2", 404),
        ("instansi=%00", 422),
        ("kategori=%00", 422),
        (f"kategori={'x' * 201}", 422),
        ("instansi=tidak-ada", 404),
        ("instansi=", 404),
        (f"instansi={2**70}", 404),
    ],
)
def test_bad_parameters(client: Client, ending: str, query: str, status: int) -> None:
    answer = client.get(f"/umpan/berita.{ending}?{query}")
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == status
    words = answer.content.decode()
    assert "should" not in words
    assert "pydantic" not in words


def test_methods(client: Client) -> None:
    assert client.head("/umpan/berita.rss").status_code == 200
    assert client.post("/umpan/berita.rss").status_code == 405


@pytest.mark.parametrize("ending", ENDINGS)
def test_two_queries(client: Client, index: BeritaIndexPage, ending: str) -> None:
    for _ in range(3):
        published(parent=index)
    query = f"instansi={index.get_parent().slug}&kategori=pelayanan"
    Site.get_site_root_paths()
    state.current()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert len(titles(client, f"?{query}", ending)) == 3
    queries = [q["sql"] for q in captured if "pages_readversion" not in q["sql"]]
    assert len(queries) == 2, queries


def test_a_site_of_its_own(client: Client, site: str) -> None:
    """Where several sites are, an office with its own host is named by it."""
    office = InstansiPageFactory(title="Badan Sendiri")
    Site.objects.create(hostname="badan.example", port=443, root_page=office)
    published(title="Milik badan", parent=BeritaIndexPageFactory(parent=office))
    published(title="Milik kota")
    urls = {
        i["title"]: i["url"] for i in read_json(client, "/umpan/berita.json")["items"]
    }
    assert urls["Milik badan"].startswith("https://badan.example/berita/")
    assert urls["Milik kota"].startswith(f"{site}/")
