"""Files that a live text uses change with it, by its SOP alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.factories import SiteDocumentFactory
from tests.reviews.builders import (
    approve,
    fresh,
    illustrated,
    logged_in,
    picture,
    published,
    refused,
    superuser,
    told,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from wagtail.models import Page

    from pages.models import BeritaPage, SiteImage
    from reviews.models import SOP

    Unchanged = Callable[[Page], AbstractContextManager[None]]


@pytest.fixture
def live_with_picture(lampung: SOP) -> tuple[BeritaPage, SiteImage]:
    page, image = illustrated(lampung)
    while not fresh(page).live:
        approve(page)
    return fresh(page), image


def test_picture_of_a_live_text_is_not_replaced(
    live_with_picture: tuple[BeritaPage, SiteImage], public_unchanged: Unchanged
) -> None:
    page, image = live_with_picture
    image.file = picture()
    with public_unchanged(page), refused(match="sedang tayang"):
        image.save()


def test_alt_text_of_a_live_picture_is_not_changed(
    live_with_picture: tuple[BeritaPage, SiteImage], public_unchanged: Unchanged
) -> None:
    page, image = live_with_picture
    image.refresh_from_db()
    image.alt = "Lain sama sekali"
    with public_unchanged(page), refused(match="sedang tayang"):
        image.save()
    image.refresh_from_db()
    image.title = "Judul dalam"
    with public_unchanged(page):
        image.save()


def test_picture_of_a_live_text_is_not_deleted(
    live_with_picture: tuple[BeritaPage, SiteImage], public_unchanged: Unchanged
) -> None:
    page, image = live_with_picture
    with public_unchanged(page), refused(match="sedang tayang"):
        image.delete()


def test_picture_by_the_admin(
    live_with_picture: tuple[BeritaPage, SiteImage], public_unchanged: Unchanged
) -> None:
    page, image = live_with_picture
    client = logged_in(superuser())
    with public_unchanged(page):
        url = reverse("wagtailimages:delete", args=[image.pk])
        assert "sedang tayang" in told(client, client.post(url))
        url = reverse("wagtailimages:edit", args=[image.pk])
        data = {"title": "x", "alt": "Lain", "collection": image.collection_id}
        assert "sedang tayang" in told(
            client, client.post(url, {**data, "file": picture()})
        )


def test_attachment_of_a_live_text(lampung: SOP, public_unchanged: Unchanged) -> None:
    document = SiteDocumentFactory(title="Tarif")
    page = published(lampung, lampiran=[("dokumen", document)])
    with public_unchanged(page), refused(match="sedang tayang"):
        document.delete()
    document.refresh_from_db()
    document.title = "Tarif lama"
    with public_unchanged(page), refused(match="sedang tayang"):
        document.save()


def test_files_of_drafts_are_free(lampung: SOP) -> None:
    _, image = illustrated(lampung)
    image.alt = "Lain"
    image.save()
    assert fresh(image).alt == "Lain"
    image.delete()
    assert not type(image).objects.filter(pk=image.pk).exists()
