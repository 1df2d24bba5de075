"""``/api/v3/berita/``."""

from __future__ import annotations

import datetime
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from pages.reading import state
from pages.reading.refresh import refresh
from pages.site.api import hooks
from tests.builders import publish_past_gate, withdraw_past_gate
from tests.factories import (
    BeritaIndexPageFactory,
    BeritaPageFactory,
    InstansiPageFactory,
    KategoriFactory,
    SiteDocumentFactory,
    SiteImageFactory,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from pages.models import BeritaPage

pytestmark = pytest.mark.django_db

URL = "/api/v3/berita/"
PROBLEM = "application/problem+json"


def titles(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"{URL}{query}")
    assert answer.status_code == 200, answer.content
    body = answer.json()
    assert body["count"] >= len(body["items"])
    return [item["judul"] for item in body["items"]]


def published(**fields: Any) -> BeritaPage:
    return publish_past_gate(BeritaPageFactory(**fields))


def test_the_digest_is_the_page_s(client: Client, rich_berita: BeritaPage) -> None:
    page = publish_past_gate(rich_berita)
    assert client.get(f"{URL}{page.pk}/").json()["digest"] == page.digest()


def test_order(client: Client) -> None:
    for day, title in ((1, "B"), (3, "A"), (2, "C")):
        published(title=title, tanggal=datetime.date(2026, 3, day))
    assert titles(client) == ["A", "C", "B"]
    assert titles(client, "?urut=tanggal") == ["B", "C", "A"]
    assert titles(client, "?urut=judul") == ["A", "B", "C"]
    assert titles(client, "?limit=1&offset=1") == ["C"]
    assert titles(client, "?offset=1000000000") == []


def test_filters(client: Client) -> None:
    office = InstansiPageFactory(title="Badan A")
    one = BeritaPageFactory(
        title="Satu 100%",
        parent=BeritaIndexPageFactory(parent=office),
        kategori=KategoriFactory(nama="Umum", slug="umum"),
        tanggal=datetime.date(2026, 1, 5),
    )
    one.tags.add("Layanan Publik")
    publish_past_gate(one)
    published(title="Dua")
    for query in (
        f"?instansi={office.slug}",
        f"?instansi={office.pk}",
        "?kategori=umum",
        "?tag=layanan-publik",
        "?tag=Layanan Publik",
        "?sampai=2026-01-05",
        "?q=satu",
        "?q=100%25",
    ):
        assert titles(client, query) == ["Satu 100%"], query
    assert titles(client, "?dari=2026-01-06") == ["Dua"]
    for query in ("?instansi=x", "?instansi=0", "?kategori=x", "?tag=x", "?q=_"):
        assert titles(client, query) == [], query


def test_sparse_fields(client: Client, rich_berita: BeritaPage) -> None:
    publish_past_gate(rich_berita)
    items = client.get(f"{URL}?fields=judul,lampiran").json()["items"]
    assert [set(item) for item in items] == [{"judul", "lampiran"}]
    assert "isi" not in client.get(URL).json()["items"][0]


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=101",
        "limit=a",
        "offset=-1",
        "dari=kemarin",
        "urut=acak",
        "fields=rahasia",
        "q=" + "a" * 201,
        "kursor=x",
        "kursor=WyJ1cnV0IiwiYSIsMV0",
        "kursor=WyItdGFuZ2dhbCIsIjIwMjYtMDEtMDEiLDFd&offset=1",
        "kursor=WyItdGFuZ2dhbCIsImEiLDFd",
    ],
)
def test_bad_values(client: Client, query: str) -> None:
    answer = client.get(f"{URL}?{query}")
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == PROBLEM


@pytest.mark.parametrize(
    "query",
    [
        "offset=1000000001",
        f"offset={2**70}",
        "q=%00",
        "instansi=%00",
        "tag=%00",
        "kategori=%00",
        "fields=%00",
        "kursor=%00",
    ],
)
def test_what_no_database_takes(client: Client, query: str) -> None:
    answer = client.get(f"{URL}?{query}")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == PROBLEM


@pytest.mark.parametrize("urut", ["-tanggal", "tanggal", "judul"])
@pytest.mark.parametrize("rest", ["", "&kategori=pelayanan", "&tag=sama"])
def test_a_cursor_walks_every_article_once(
    client: Client, urut: str, rest: str
) -> None:
    index = BeritaIndexPageFactory()
    for number in range(7):
        page = BeritaPageFactory(
            parent=index,
            title=f"Berita {number % 3}",
            tanggal=datetime.date(2026, 1, 1 + number % 2),
        )
        page.tags.add("Sama")
        publish_past_gate(page)
    whole = client.get(f"{URL}?urut={urut}{rest}").json()
    assert whole["kursor"] is None
    seen, kursor = [], ""
    while kursor is not None:
        body = client.get(f"{URL}?limit=2&urut={urut}{rest}&kursor={kursor}").json()
        assert body["count"] == 7
        seen += [item["id"] for item in body["items"]]
        kursor = body["kursor"]
    assert seen == [item["id"] for item in whole["items"]]


@pytest.mark.parametrize("path", ["", "1/"])
def test_unknown_parameters(client: Client, path: str) -> None:
    answer = client.get(f"{URL}{path}?kategry=umum")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == PROBLEM
    assert "kategry" in answer.json()["detail"]


@pytest.mark.parametrize("pk", ["0", "99999999", str(2**63 - 1), str(2**70), "x", "-1"])
def test_no_such_page(client: Client, pk: str) -> None:
    answer = client.get(f"{URL}{pk}/")
    assert answer.status_code in {404, 422}
    assert answer.headers["Content-Type"] == PROBLEM


def draft() -> BeritaPage:
    return BeritaPageFactory(title="Rahasia")


def withdrawn() -> BeritaPage:
    return withdraw_past_gate(published(title="Rahasia"))


def expired() -> BeritaPage:
    end = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    with time_machine.travel(end - datetime.timedelta(days=1)):
        return published(title="Rahasia", expire_at=end)


def private() -> BeritaPage:
    page = published(title="Rahasia")
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )
    return page


@pytest.mark.parametrize("make", [draft, withdrawn, expired, private])
def test_only_public_pages(
    client: Client, admin_client: Client, make: Callable[[], BeritaPage]
) -> None:
    page = make()
    for asker in (client, admin_client):
        assert titles(asker) == titles(asker, "?q=Rahasia") == []
        assert asker.get(f"{URL}{page.pk}/").status_code == 404


def test_an_unpublished_change_is_not_shown(client: Client) -> None:
    page = published(title="Tayang")
    page.title = "Rahasia"
    page.save_revision()
    assert titles(client) == ["Tayang"]


def closed_collection() -> Collection:
    root = Collection.get_first_root_node()
    closed: Collection = root.add_child(name="Tertutup")
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.LOGIN
    )
    return closed


def test_links_to_what_is_not_public(client: Client) -> None:
    closed = closed_collection()
    document = SiteDocumentFactory(
        title="Rahasia", collection=closed, file__filename="rahasia.pdf"
    )
    image = SiteImageFactory(
        title="Rahasia", alt="Rahasia", collection=closed, file__filename="rahasia.png"
    )
    secret, known = draft(), published(title="Terbuka")
    html = (
        f'<p><a linktype="page" id="{secret.pk}">satu</a>'
        f'<a linktype="document" id="{document.pk}">dua</a>'
        f'<a linktype="page" id="{known.pk}">tiga</a>'
        f'<embed embedtype="image" id="{image.pk}" format="left" alt="x"/></p>'
    )
    page = published(
        isi=[
            ("teks", html),
            ("gambar", {"gambar": image, "keterangan": "", "alt": ""}),
            ("dokumen", document),
        ],
        gambar_utama=image,
        lampiran=[("dokumen", document)],
    )
    answer = client.get(f"{URL}{page.pk}/")
    assert "rahasia" not in answer.content.decode().lower()
    shown = answer.json()["isi"]["html"]
    assert "<a>satu</a><a>dua</a>" in shown
    assert shown.count("href") == 1
    assert "/terbuka/" in shown


def test_markup_is_clean(client: Client) -> None:
    html = '<p onclick="x()">a<script>x()</script><a href="javascript:x()">b</a></p>'
    page = published(isi=[("teks", html), ("subjudul", "<script>x()</script>")])
    shown = client.get(f"{URL}{page.pk}/").json()["isi"]["html"]
    assert "<script" not in shown
    assert "onclick" not in shown
    assert "javascript" not in shown


def test_a_lost_file_does_not_take_down_the_page(client: Client) -> None:
    page = published(bergambar=True)
    image = page.gambar_utama
    image.renditions.all().delete()
    image.file.storage.delete(image.file.name)
    refresh([page.pk])
    answer = client.get(f"{URL}{page.pk}/")
    assert answer.status_code == 200
    assert answer.json()["gambar"]["renditions"] == {}


def test_verification_codes_come_in_one_lookup(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[int]] = []

    def lookup(page_ids: Any) -> dict[int, str]:
        asked.append(list(page_ids))
        return {first.pk: "ABC"}

    first, second = published(title="A"), published(title="B")
    monkeypatch.setattr(hooks, "_lookup", lookup)
    refresh([first.pk, second.pk])
    items = client.get(f"{URL}?urut=judul").json()["items"]
    assert [item["kode_verifikasi"] for item in items] == ["ABC", None]
    assert asked == [[first.pk, second.pk]]


def test_no_query_per_row(client: Client) -> None:
    index = BeritaIndexPageFactory()
    for number in range(12):
        link = f'<a linktype="document" id="{SiteDocumentFactory().pk}">x</a>'
        page = BeritaPageFactory(
            parent=index,
            title=f"Berita {number}",
            bergambar=True,
            isi=[("teks", f"<p>{link}</p>"), ("dokumen", SiteDocumentFactory())],
        )
        page.tags.add(f"tag{number}")
        publish_past_gate(page)
    queries_asked = ("", "&fields=isi,lampiran,gambar", "&q=berita&kategori=pelayanan")
    for limit, query in product((3, 12), queries_asked):
        state.current().memo.clear()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(f"{URL}?limit={limit}{query}")
        assert len(answer.json()["items"]) == limit
        assert len(queries) == 3  # the version, the rows, their number
