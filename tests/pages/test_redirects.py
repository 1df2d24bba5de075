"""Pages that were renamed or moved: their old addresses, and who answers for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from pages.models import BeritaPage
from pages.reading import version
from tests.builders import OpenGate, installed, publish_past_gate, withdraw_past_gate
from tests.factories import (
    BeritaIndexPageFactory,
    BeritaPageFactory,
    InstansiPageFactory,
    LamanPageFactory,
)

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

URL = "/api/v3/alamat/"


def ask(client: Client, path: str) -> Any:
    answer = client.get(URL, {"path": path})
    assert answer.status_code in {200, 404}, answer.content
    if answer.status_code == 404:
        assert answer.headers["Content-Type"] == "application/problem+json"
    return answer.json() if answer.status_code == 200 else None


def article(**fields: Any) -> BeritaPage:
    office = InstansiPageFactory(title="Dinas", slug="dinas")
    index = BeritaIndexPageFactory(parent=office)
    return publish_past_gate(BeritaPageFactory(parent=index, title="Satu", **fields))


def rename(page: Page, slug: str) -> None:
    """As a correction that walked its SOP, or an office's own editor, does."""
    fresh = type(page).objects.get(pk=page.pk)
    fresh.slug = slug
    with installed(OpenGate()):
        fresh.save_revision().publish()


def test_what_stands_there(client: Client) -> None:
    page = article()
    office = page.instansi
    laman = publish_past_gate(LamanPageFactory(parent=office, title="Profil"))
    for path, jenis, pk, detail in (
        ("/dinas/berita/satu/", "berita", page.pk, f"berita/{page.pk}/"),
        ("/dinas/profil/", "laman", laman.pk, f"laman/{laman.pk}/"),
        ("/dinas/", "instansi", office.pk, f"instansi/{office.pk}/"),
        (
            "/dinas/berita/",
            "daftar-berita",
            page.get_parent().pk,
            f"berita/?instansi={office.pk}",
        ),
    ):
        expected = {
            "pindah": False,
            "status": 200,
            "url": path,
            "jenis": jenis,
            "id": pk,
            "detail": f"/api/v3/{detail}",
        }
        assert ask(client, path) == ask(client, path.rstrip("/")) == expected
        assert client.get(expected["detail"]).status_code == 200
    assert ask(client, "/dinas/berita/satu/?utm=x") is not None
    assert ask(client, "/") is None
    assert ask(client, "/dinas/berita/dua/") is None


def test_renamed_twice_and_back(client: Client) -> None:
    page = article()
    old = ("/dinas/berita/satu/", "/dinas/berita/dua/", "/dinas/berita/tiga/")
    rename(page, "dua")
    rename(page, "tiga")
    for path in old[:2]:
        found = ask(client, path)
        assert (found["pindah"], found["status"]) == (True, 301)
        assert (found["url"], found["id"]) == (old[2], page.pk)
    rename(page, "satu")
    assert ask(client, old[0])["pindah"] is False
    assert [ask(client, path)["url"] for path in old[1:]] == [old[0]] * 2
    assert Redirect.objects.count() == 3


def test_a_renamed_office_takes_everything_along(client: Client) -> None:
    page = article()
    rename(page.instansi, "badan")
    for path in ("/dinas/", "/dinas/berita/", "/dinas/berita/satu/"):
        found = ask(client, path)
        assert found["pindah"] is True
        assert found["url"] == path.replace("dinas", "badan")


def test_a_renamed_index(client: Client) -> None:
    page = article()
    rename(page.get_parent().specific, "kabar")
    assert ask(client, "/dinas/berita/")["url"] == "/dinas/kabar/"
    assert ask(client, "/dinas/berita/satu/")["url"] == "/dinas/kabar/satu/"


def test_a_moved_office(client: Client) -> None:
    page = article()
    home = Site.objects.get().root_page
    shelf = home.add_child(instance=Page(title="Kantor", slug="kantor"))
    page.instansi.move(shelf, pos="last-child")
    for path in ("/dinas/", "/dinas/berita/", "/dinas/berita/satu/"):
        assert ask(client, path)["url"] == f"/kantor{path}"


def test_a_page_in_the_place_of_another_goes_first(client: Client) -> None:
    page = article()
    rename(page, "dua")
    parent = Page.objects.get(pk=page.get_parent().pk)
    other = publish_past_gate(BeritaPageFactory(parent=parent, title="Satu"))
    assert ask(client, "/dinas/berita/satu/")["id"] == other.pk
    withdraw_past_gate(other)
    assert ask(client, "/dinas/berita/satu/")["id"] == page.pk


def test_no_way_to_what_is_not_public(client: Client) -> None:
    page = article()
    rename(page, "dua")
    draft = BeritaPageFactory(title="Rahasia")
    Redirect.add_redirect("/pintas", draft)
    withdraw_past_gate(BeritaPage.objects.get(pk=page.pk))
    for path in ("/dinas/berita/satu/", "/dinas/berita/dua/", "/pintas"):
        assert ask(client, path) is None


def test_a_draft_leaves_no_address(client: Client) -> None:
    page = article()
    draft = BeritaPage.objects.get(pk=page.pk)
    draft.slug = "rahasia"
    draft.save_revision()
    assert not Redirect.objects.exists()
    assert ask(client, "/dinas/berita/rahasia/") is None


def test_redirects_by_hand(client: Client) -> None:
    page = article()
    Redirect.add_redirect("/pintas", page, is_permanent=False)
    Redirect.add_redirect("/luar", "https://data.example.go.id/x")
    Redirect.add_redirect("/rantai", "/pintas")
    Redirect.add_redirect("/sendiri", "http://localhost/dinas/")
    Redirect.add_redirect("/skrip", "javascript:alert(1)")
    Redirect.add_redirect("/kosong", "/dinas/x/")
    for path in ("/pintas", "/pintas/", "/rantai", "/rantai?a=1"):
        found = ask(client, path)
        assert (found["status"], found["id"]) == (302, page.pk), path
    assert ask(client, "/luar") == {
        "pindah": True,
        "status": 301,
        "url": "https://data.example.go.id/x",
        "jenis": None,
        "id": None,
        "detail": None,
    }
    assert ask(client, "/sendiri")["jenis"] == "instansi"
    assert ask(client, "/skrip") is None
    assert ask(client, "/kosong") is None


def test_what_was_entered_by_hand_goes_first(client: Client) -> None:
    page = article()
    Redirect.add_redirect("/dinas/berita/satu", "https://example.go.id/")
    rename(page, "dua")
    assert ask(client, "/dinas/berita/satu/")["url"] == "https://example.go.id/"


def test_circles_end(client: Client) -> None:
    Redirect.add_redirect("/a", "/b")
    Redirect.add_redirect("/b", "/a")
    Redirect.add_redirect("/c", "/c")
    assert ask(client, "/a") is ask(client, "/c") is None


def test_readers_hear_of_redirects() -> None:
    numbers = [version.current()]
    redirect = Redirect.add_redirect("/a", "/b")
    numbers.append(version.current())
    redirect.delete()
    numbers.append(version.current())
    assert len(set(numbers)) == 3


@pytest.mark.parametrize(
    "path",
    ["", "a", "//a.example/", "/%00", "/\x00", "/\t/[x", "/%0a", "/" + "a" * 2000],
)
def test_bad_paths(client: Client, path: str) -> None:
    assert client.get(URL, {"path": path}).status_code in {400, 422}


@pytest.mark.parametrize(
    "path", ["/[", "/%", "/%ff", "/;a=b?c&d", "/\u00e9/", "/?/[", "/#x"]
)
def test_odd_paths(client: Client, path: str) -> None:
    assert client.get(URL, {"path": path}).status_code == 404


def test_the_parameter_is_needed(client: Client) -> None:
    assert client.get(URL).status_code == 422
    assert client.get(URL, {"path": "/a", "pat": "/b"}).status_code == 400
