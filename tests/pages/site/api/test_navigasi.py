"""``/api/v3/navigasi/`` and the breadcrumbs of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.models import LamanPage
from pages.reading import version
from pages.site.api.ancestors import Ancestors
from tests.builders import publish_past_gate, withdraw_past_gate
from tests.factories import (
    BeritaIndexPageFactory,
    BeritaPageFactory,
    InformasiPublikIndexPageFactory,
    InstansiPageFactory,
    LamanPageFactory,
)

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from pages.models import InstansiPage

pytestmark = pytest.mark.django_db

URL = "/api/v3/navigasi/"


def in_menu(office: InstansiPage, title: str) -> LamanPage:
    draft = LamanPageFactory(parent=office, title=title, show_in_menus=True)
    return publish_past_gate(draft)


def test_what_the_menu_holds(client: Client) -> None:
    office = InstansiPageFactory(title="Dinas Kominfo")
    in_menu(office, "Profil")
    BeritaIndexPageFactory(parent=office)
    InformasiPublikIndexPageFactory(parent=office)
    in_menu(office, "Kontak")
    publish_past_gate(LamanPageFactory(parent=office, title="Bukan menu"))
    LamanPageFactory(parent=office, title="Konsep", show_in_menus=True)
    (item,) = client.get(URL).json()["items"]
    named = [(part["jenis"], part["judul"]) for part in item["bagian"]]
    assert named == [
        ("laman", "Profil"),
        ("berita", "Berita"),
        ("informasi-publik", "Informasi publik"),
        ("laman", "Kontak"),
    ]


def test_of_one_office(client: Client) -> None:
    first, second = InstansiPageFactory(), InstansiPageFactory()
    in_menu(first, "A")
    in_menu(second, "B")
    for name in (second.slug, second.pk):
        (item,) = client.get(f"{URL}?instansi={name}").json()["items"]
        assert [part["judul"] for part in item["bagian"]] == ["B"]
    assert client.get(f"{URL}?instansi=x").json() == {"count": 0, "items": []}
    assert client.get(f"{URL}?instansy=x").status_code == 400
    assert client.get(f"{URL}?instansi=%00").status_code in {400, 422}


def test_the_menu_follows_the_pages(client: Client) -> None:
    def titles() -> list[str]:
        (item,) = client.get(URL).json()["items"]
        return [part["judul"] for part in item["bagian"]]

    office = InstansiPageFactory()
    first, second = in_menu(office, "A"), in_menu(office, "B")
    assert titles() == ["A", "B"]
    second.move(first, pos="left")
    assert titles() == ["B", "A"]
    withdraw_past_gate(LamanPage.objects.get(pk=second.pk))
    assert titles() == ["A"]


def test_readers_hear_of_a_change_of_the_menu() -> None:
    page = in_menu(InstansiPageFactory(), "A")
    before = version.current()
    page.show_in_menus = False
    publish_past_gate(page)
    assert version.current() != before


def test_no_query_per_office(client: Client) -> None:
    counts = []
    for _ in range(2):
        for _ in range(3):
            in_menu(InstansiPageFactory(), "A")
        client.get(URL)
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 4


def test_breadcrumbs(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    office = InstansiPageFactory(title="Dinas Kominfo")
    article = publish_past_gate(
        BeritaPageFactory(parent=BeritaIndexPageFactory(parent=office))
    )
    laman = in_menu(office, "Profil")
    above = {"judul": "Dinas Kominfo", "url": "/dinas-kominfo/"}
    news = {"judul": "Berita", "url": "/dinas-kominfo/berita/"}
    Ancestors.of([article])  # the paths of the sites are cached now
    with django_assert_num_queries(2):  # restrictions, ancestors
        found = Ancestors.of([article, laman])
    assert found.crumbs == {article.pk: [above, news], laman.pk: [above]}
    own = {"id": office.pk, "nama": "Dinas Kominfo", "slug": "dinas-kominfo"}
    assert found.offices == {article.pk: own, laman.pk: own}


def test_breadcrumbs_leave_out_what_is_not_public() -> None:
    article = BeritaPageFactory()
    index = article.get_parent()
    index.live = False
    index.save()
    assert [crumb["judul"] for crumb in Ancestors.of([article]).crumbs[article.pk]] == [
        article.instansi.title
    ]
