"""What is live leaves the public by a withdrawal alone: nobody hides it, or its files."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
)

from reviews.models import Jejak
from tests.factories import SiteDocumentFactory, SiteImageFactory
from tests.reviews import builders as b

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from django.contrib.auth.models import User
    from django.test import Client

    from pages.models import BeritaPage, SiteDocument, SiteImage
    from reviews.models import SOP

    Unchanged = Callable[[Page], AbstractContextManager[None]]
    Live = tuple[BeritaPage, SiteImage, SiteDocument]

LOGIN = {"restriction_type": "login"}
VANISHES = "akan hilang dari publik"


@pytest.fixture
def live(lampung: SOP) -> Live:
    """A text that is live with a picture and a document, both in the office's own."""
    document = SiteDocumentFactory(title="Tarif", collection=collection("Kantor"))
    page, image = b.illustrated(lampung)
    image.collection = document.collection
    image.save()
    draft = page.get_latest_revision_as_object()
    draft.lampiran = [("dokumen", document)]
    b.state_of(page).cancel()
    draft.save_revision(user=page.owner)
    lampung.workflow.start(b.fresh(page), page.owner)
    while not b.fresh(page).live:
        b.approve(page)
    return b.fresh(page), image, document


@pytest.fixture
def client(root_user: User) -> Client:
    return b.logged_in(root_user)


def collection(name: str, *, closed: bool = False) -> Collection:
    made = Collection.get_first_root_node().add_child(name=name)
    if closed:
        CollectionViewRestriction.objects.create(collection=made, **LOGIN)
    return made


def test_privacy_of_a_live_page_and_of_all_above_it(
    live: Live, client: Client, public_unchanged: Unchanged
) -> None:
    page, _, _ = live
    for place in (page, page.get_parent(), page.instansi):
        url = reverse("wagtailadmin_pages:set_privacy", args=[place.pk])
        with public_unchanged(page):
            assert VANISHES in b.told(client, client.post(url, LOGIN))
            with b.refused(match=VANISHES):
                PageViewRestriction.objects.create(page_id=place.pk, **LOGIN)
    assert not PageViewRestriction.objects.exists()


def test_privacy_where_nothing_is_live_is_free(
    lampung: SOP, bekasi: SOP, client: Client
) -> None:
    """Whatever is live, or waits for its hour, in another office."""
    page = b.drafted(lampung)
    b.scheduled(bekasi)
    url = reverse("wagtailadmin_pages:set_privacy", args=[page.get_parent().pk])
    client.post(url, LOGIN)
    restriction = PageViewRestriction.objects.get()
    restriction.restriction_type = "password"
    restriction.save()


def test_nothing_live_is_moved_under_a_closed_page(
    live: Live, client: Client, public_unchanged: Unchanged
) -> None:
    page, _, _ = live
    office = page.instansi
    closed = Page(title="Tertutup", slug="tertutup")
    office.get_parent().add_child(instance=closed)
    PageViewRestriction.objects.create(page=closed, **LOGIN)
    url = reverse("wagtailadmin_pages:move_confirm", args=[office.pk, closed.pk])
    with public_unchanged(page):
        assert VANISHES in b.told(client, client.post(url))
        with b.refused(match=VANISHES):
            office.move(closed, pos="last-child")
    assert b.fresh(office).get_parent() != closed


def test_a_shown_file_goes_into_no_closed_collection(
    live: Live, client: Client, public_unchanged: Unchanged
) -> None:
    page, image, document = live
    closed = collection("Tertutup", closed=True)
    into = {"collection": closed.pk}
    forms = {
        reverse("wagtailimages:edit", args=[image.pk]): {
            "title": image.title,
            "alt": image.alt,
            **into,
        },
        reverse("wagtaildocs:edit", args=[document.pk]): {
            "title": document.title,
            **into,
        },
        bulk("wagtailimages", "image", image): into,
        bulk("wagtaildocs", "document", document): into,
    }
    for url, data in forms.items():
        with public_unchanged(page):
            assert VANISHES in b.told(client, client.post(url, data)), url
    for item in (image, document):
        item.refresh_from_db()
        item.collection = closed
        with b.refused(match=VANISHES):
            item.save()
        assert b.fresh(item).collection.name == "Kantor"
    unshown = SiteDocumentFactory(title="Bahan", collection=document.collection)
    client.post(bulk("wagtaildocs", "document", unshown), into)
    assert b.fresh(unshown).collection == closed


def test_what_the_public_never_saw_moves_on_with_what_no_text_shows(
    lampung: SOP, client: Client
) -> None:
    page, image = b.illustrated(lampung)
    image.collection = collection("Tertutup", closed=True)
    image.save()
    while not b.fresh(page).live:
        b.approve(page)
    unshown, vault = SiteImageFactory(), collection("Lemari", closed=True)
    url = f"{bulk('wagtailimages', 'image', image)}&id={unshown.pk}"
    client.post(url, {"collection": vault.pk})
    assert {b.fresh(each).collection for each in (image, unshown)} == {vault}


def bulk(label: str, model: str, item: Any) -> str:
    url = reverse(
        "wagtail_bulk_action", args=[label, f"site{model}", "add_to_collection"]
    )
    return f"{url.replace(label, 'pages')}?id={item.pk}"


def test_a_collection_of_shown_files_is_not_closed_nor_moved_under_a_closed_one(
    live: Live, client: Client, public_unchanged: Unchanged
) -> None:
    page, image, _ = live
    closed = collection("Tertutup", closed=True)
    own = b.fresh(image).collection
    privacy = reverse("wagtailadmin_collections:set_privacy", args=[own.pk])
    editing = reverse("wagtailadmin_collections:edit", args=[own.pk])
    with public_unchanged(page):
        assert VANISHES in b.told(client, client.post(privacy, LOGIN))
        answer = client.post(editing, {"name": "Baru", "parent": closed.pk})
        assert VANISHES in b.told(client, answer)
        with b.refused(match=VANISHES):
            own.move(closed, "last-child")
    own.refresh_from_db()
    assert (own.name, own.depth) == ("Kantor", 2)
    open_one = collection("Terbuka")
    client.post(editing, {"name": "Kantor", "parent": open_one.pk})
    assert b.fresh(own).get_parent() == open_one


def test_the_focal_point_of_a_shown_picture_stays(
    live: Live, client: Client, public_unchanged: Unchanged
) -> None:
    page, image, _ = live
    point = {f"focal_point_{name}": 10 for name in ("x", "y", "width", "height")}
    data = {"title": image.title, "alt": image.alt, "collection": image.collection_id}
    url = reverse("wagtailimages:edit", args=[image.pk])
    with public_unchanged(page):
        assert "sedang tayang" in b.told(client, client.post(url, {**data, **point}))
        client.post(url, {**data, "title": "Judul dalam"})
    image.refresh_from_db()
    assert (image.focal_point_x, image.title) == (None, "Judul dalam")


def test_neither_an_office_nor_a_list_ends_over_its_live_texts(
    live: Live, client: Client, public_unchanged: Unchanged
) -> None:
    page, _, _ = live
    for place in (page.instansi, page.get_parent().specific):
        editor = reverse("wagtailadmin_pages:edit", args=[place.pk])
        with public_unchanged(page):
            answer = b.filled_in(client, editor, expire_at="2030-01-01 08:00")
            assert "tidak dapat dijadwalkan berakhir" in answer.content.decode()
            place.expire_at = timezone.now() + dt.timedelta(days=1)
            with b.refused(ValidationError):
                place.save()
            unpublish = reverse("wagtailadmin_pages:unpublish", args=[place.pk])
            answer = client.post(unpublish, {"include_descendants": "on"})
            assert "masih ada halaman yang tayang" in b.told(client, answer)


def test_an_index_is_not_deleted_over_its_live_texts(
    live: Live, client: Client, public_unchanged: Unchanged
) -> None:
    page, _, _ = live
    url = reverse("wagtailadmin_pages:delete", args=[page.get_parent().pk])
    rows = Jejak.objects.count()
    with public_unchanged(page):
        assert "sedang tayang" in b.told(client, client.post(url))
    assert Jejak.objects.count() == rows
