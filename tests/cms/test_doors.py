"""An editor finds his own and what is public, and of other offices nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    Workflow,
    WorkflowPage,
)
from wagtail.test.utils.form_data import streamfield

from cms import doors
from reviews.rights.sync import office_collection
from tests.factories import SiteDocumentFactory, SiteImageFactory
from tests.reviews import builders as b
from tests.reviews.editor import edit_url, editor_data
from tests.whole.crawl.people import permission

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

    from pages.models import BeritaPage
    from reviews.models import SOP

pytestmark = pytest.mark.django_db


@pytest.fixture
def lampung() -> SOP:
    return b.adopted("002")


@pytest.fixture
def bekasi() -> SOP:
    return b.adopted("003")


@pytest.fixture
def drafter(lampung: SOP) -> User:
    return b.holder_of(lampung, 1)


@pytest.fixture
def browser(drafter: User) -> Client:
    return b.logged_in(drafter)


def text(client: Client, name: str, *args: object, query: str = "") -> str:
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def ids(*pages: BeritaPage) -> str:
    return "?" + "&".join(f"id={page.pk}" for page in pages)


CHOSEN = "wagtailadmin_choose_page_chosen_multiple"


def test_an_editor_links_to_his_own_and_to_public_pages(
    lampung: SOP, bekasi: SOP, browser: Client
) -> None:
    own = b.drafted(lampung, "Konsep sendiri")
    public = b.published(bekasi, "Loket tayang")
    page = b.changed(public, "Ringkasan lain.")
    page.title = "Judul rahasia"
    page.save_revision(user=b.superuser())
    hidden = b.drafted(bekasi, "Konsep rahasia")

    below = text(
        browser, "wagtailadmin_choose_page_child", public.get_parent().pk
    ) + text(browser, "wagtailadmin_choose_page_child", own.get_parent().pk)
    found = text(browser, "wagtailadmin_choose_page_search", query="?q=konsep")
    found += text(browser, "wagtailadmin_choose_page_search", query="?q=loket")
    chosen = text(browser, CHOSEN, query=ids(own, public))
    for said in (below, found, chosen):
        assert "Konsep sendiri" in said
        assert "Loket tayang" in said
        assert "ahasia" not in said
    answer = browser.get(reverse(CHOSEN) + ids(own, hidden))
    assert answer.status_code == 404


def test_an_editor_chooses_files_of_his_office_and_shared_ones(
    lampung: SOP, bekasi: SOP, browser: Client, drafter: User
) -> None:
    shared = Collection.get_first_root_node().add_child(name="Bersama")
    GroupCollectionPermission.objects.create(
        group=drafter.groups.get(name__startswith="Pemangku"),
        collection=shared,
        permission=permission("choose_image"),
    )
    own = SiteImageFactory(
        title="Foto sendiri", collection=office_collection(lampung.instansi)
    )
    common = SiteImageFactory(title="Foto bersama", collection=shared)
    SiteImageFactory(
        title="Foto rahasia", collection=office_collection(bekasi.instansi)
    )
    said = text(browser, "wagtailimages_chooser:choose")
    assert "Foto sendiri" in said
    assert "Foto bersama" in said
    assert "Foto rahasia" not in said
    listed = browser.get("/admin/api/main/images/").json()["items"]
    assert {item["id"] for item in listed} == {own.pk, common.pk}


def saved(browser: Client, page: BeritaPage, **fields: object) -> str:
    """What the editor answers, and whether it saved."""
    answer = browser.post(edit_url(page), editor_data(page, **fields))
    return "" if answer.status_code == 302 else str(answer.content.decode())


@pytest.mark.parametrize("kind", ["gambar", "dokumen"])
def test_a_guessed_number_puts_no_file_into_a_draft(
    lampung: SOP, bekasi: SOP, browser: Client, kind: str
) -> None:
    page = b.drafted(lampung)

    def using(sop: SOP) -> dict[str, object]:
        room = office_collection(sop.instansi)
        if kind == "gambar":
            return {"gambar_utama": SiteImageFactory(collection=room).pk}
        paper = SiteDocumentFactory(collection=room)
        return {"lampiran": streamfield([("dokumen", paper.pk)])}

    assert "Pilihlah dari koleksi instansi Anda" in saved(
        browser, page, **using(bekasi)
    )
    assert saved(browser, page, **using(lampung)) == ""


def test_a_file_that_stood_there_stays(lampung: SOP, browser: Client) -> None:
    image = SiteImageFactory()
    page = b.drafted(lampung, gambar_utama=image)
    assert saved(browser, page, gambar_utama=image.pk) == ""


def test_a_pasted_address_names_no_hidden_page(
    lampung: SOP, bekasi: SOP, browser: Client
) -> None:
    public = b.published(bekasi, "Loket tayang")
    draft = b.changed(public)
    draft.title = "Judul rahasia"
    draft.save_revision(user=b.superuser())
    address = public.url_path.removeprefix("/home")
    url = reverse("wagtailadmin_choose_page_external_link")
    form = {"external-link-chooser-url": address, "external-link-chooser-link_text": ""}
    assert "ahasia" not in browser.post(url, form).content.decode()


def test_tags_are_offered_of_what_one_may_know(
    lampung: SOP, bekasi: SOP, browser: Client
) -> None:
    for sop, tag in ((lampung, "antrean"), (bekasi, "antre rahasia")):
        page = b.drafted(sop)
        page.tags.add(tag)
        page.save()
    answer = browser.get(reverse("wagtailadmin_tag_autocomplete") + "?term=antr")
    assert answer.json() == ["antrean"]


def test_acts_on_many_take_and_name_only_ones_own(
    lampung: SOP, bekasi: SOP, browser: Client
) -> None:
    own, hidden = b.drafted(lampung, "Konsep"), b.drafted(bekasi, "Konsep rahasia")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    for query in (ids(own, hidden), "?id=all"):
        said = browser.get(url + query).content.decode()
        assert "Konsep" in said
        assert "rahasia" not in said
    assert browser.get(url + ids(hidden)).status_code == 404
    browser.post(url + "?id=all", {"next": "/admin/"})
    assert b.fresh(hidden)


def test_a_form_names_no_hidden_page(
    lampung: SOP, bekasi: SOP, browser: Client
) -> None:
    own, hidden = b.drafted(lampung, "Konsep"), b.drafted(bekasi, "Konsep rahasia")
    form = {
        "new_title": "Salinan",
        "new_slug": "salinan",
        "new_parent_page": hidden.pk,
        "chooser": hidden.pk,
    }
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    for url in (
        reverse("wagtailadmin_pages:copy", args=[own.pk]),
        reverse("wagtailadmin_pages:move", args=[own.pk]),
        bulk + ids(own),
    ):
        answer = browser.post(url, form, follow=True)
        assert "rahasia" not in answer.content.decode(), url
    assert own.get_parent().numchild == 1
    form["new_parent_page"] = own.get_parent().pk
    browser.post(reverse("wagtailadmin_pages:copy", args=[own.pk]), form)
    assert own.get_parent().get_children().filter(slug="salinan").exists()


def test_a_workflow_is_assigned_by_nobody_of_an_office(
    lampung: SOP, bekasi: SOP
) -> None:
    """It would lead the texts of another."""
    person = b.holder_of(lampung, 1)
    rights = ("change_workflow", "change_task", "delete_workflow", "delete_task")
    person.user_permissions.add(*map(permission, rights))
    workflow = Workflow.objects.create(name="Tangan")
    browser = b.logged_in(person)
    for name in ("edit", "disable", "usage"):
        url = reverse(f"wagtailadmin_workflows:{name}", args=[workflow.pk])
        assert browser.post(url, {"pages-0-page": 1}).status_code == 302
    workflow.refresh_from_db()
    assert workflow.active
    assert not WorkflowPage.objects.filter(workflow=workflow).exists()


def test_a_database_that_is_away_is_said_at_the_door(
    lampung: SOP, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise OperationalError("gone")

    page = b.drafted(lampung)
    monkeypatch.setattr(doors, "require_known", gone)
    answer = browser.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert answer.status_code == 503
    assert "Basis data tidak menjawab" in answer.content.decode()


def test_reads_of_the_api_wait_for_no_session(browser: Client) -> None:
    with CaptureQueriesContext(connection) as captured:
        answer = browser.get("/api/v3/berita/")
    assert not [query for query in captured if "session" in query["sql"]]
    assert "Cookie" not in answer.headers.get("Vary", "")
