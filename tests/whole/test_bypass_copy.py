"""Copies, aliases, moves, reverts and deletions do not change what is public."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Page

from pages.errors import EditingDenied, NaskahError, PublishingDenied
from pages.models import BeritaPage, InformasiPublikIndexPage, InstansiPage
from tests.reviews.builders import (
    adopted,
    api,
    at_step,
    changed,
    drafted,
    fresh,
    holder_of,
    logged_in,
    news_of,
    problem,
    published,
    refused,
    submitted,
    told,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from django.contrib.auth.models import User

    from reviews.models import SOP

    Unchanged = Callable[[Page], AbstractContextManager[None]]


@pytest.fixture
def other_office(lampung: SOP) -> SOP:
    """A second office that follows the same document."""
    return adopted("002", slug="lampung-kedua")


def live_below(instansi: InstansiPage) -> list[str]:
    return list(
        BeritaPage.objects.descendant_of(instansi).live().values_list("slug", flat=True)
    )


# Copy ---------------------------------------------------------------------------------


def test_copy_with_publish_copies(
    lampung: SOP, root_user: User, public_unchanged: Unchanged
) -> None:
    page = published(lampung)
    data = {
        "new_title": "Salinan",
        "new_slug": "salinan",
        "new_parent_page": news_of(lampung.instansi).pk,
        "publish_copies": "on",
        "copy_subpages": "on",
    }
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    with public_unchanged(page):
        assert logged_in(root_user).post(url, data).status_code in (200, 302)
    assert live_below(lampung.instansi) == [page.slug]


def test_copy_of_a_whole_section_with_publish_copies(
    lampung: SOP, root_user: User
) -> None:
    page = published(lampung)
    data = {
        "new_title": "Arsip berita",
        "new_slug": "arsip-berita",
        "new_parent_page": lampung.instansi.pk,
        "publish_copies": "on",
        "copy_subpages": "on",
    }
    url = reverse("wagtailadmin_pages:copy", args=[news_of(lampung.instansi).pk])
    logged_in(root_user).post(url, data)
    assert live_below(lampung.instansi) == [page.slug]


@pytest.mark.parametrize("make", [published, submitted])
def test_api_copy_keep_live(
    lampung: SOP,
    root_user: User,
    public_unchanged: Unchanged,
    make: Callable[[SOP], BeritaPage],
) -> None:
    page = make(lampung)
    before = live_below(lampung.instansi)
    body = {"keep_live": True, "slug": "salinan", "recursive": True}
    with public_unchanged(page):
        assert problem(api("post", f"pages/{page.pk}/actions/copy/", root_user, body))
    assert live_below(lampung.instansi) == before


def test_api_copy_as_a_draft_is_a_draft(lampung: SOP, root_user: User) -> None:
    page = published(lampung)
    body = {"keep_live": False, "slug": "salinan"}
    answer = api("post", f"pages/{page.pk}/actions/copy/", root_user, body)
    assert answer.status_code == 201, answer.content
    copy = BeritaPage.objects.get(slug="salinan")
    assert not copy.live
    assert copy.current_workflow_state is None


def test_copy_in_code(lampung: SOP, public_unchanged: Unchanged) -> None:
    page = published(lampung)
    with public_unchanged(page), refused(PublishingDenied):
        page.copy(update_attrs={"slug": "salinan"}, keep_live=True)
    with public_unchanged(page), refused(PublishingDenied):
        news_of(lampung.instansi).copy(
            recursive=True, update_attrs={"slug": "berita-dua"}, keep_live=True
        )
    assert live_below(lampung.instansi) == [page.slug]


# Alias --------------------------------------------------------------------------------


def test_alias_by_admin(lampung: SOP, root_user: User) -> None:
    page = published(lampung)
    data = {
        "new_title": page.title,
        "new_slug": "alias",
        "new_parent_page": news_of(lampung.instansi).pk,
        "alias": "on",
    }
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    logged_in(root_user).post(url, data)
    assert live_below(lampung.instansi) == [page.slug]
    assert not Page.objects.filter(alias_of__isnull=False).exists()


@pytest.mark.parametrize("make", [published, drafted])
def test_alias_by_api(
    lampung: SOP, root_user: User, make: Callable[[SOP], BeritaPage]
) -> None:
    page = make(lampung)
    body = {"slug": "alias"}
    path = f"pages/{page.pk}/actions/create_alias/"
    assert problem(api("post", path, root_user, body))
    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_alias_in_code(lampung: SOP, other_office: SOP) -> None:
    page = published(lampung)
    with refused(PublishingDenied):
        page.create_alias(parent=news_of(other_office.instansi), update_slug="alias")
    with refused(PublishingDenied):
        news_of(lampung.instansi).create_alias(
            recursive=True, parent=other_office.instansi, update_slug="berita-alias"
        )
    assert live_below(other_office.instansi) == []


# Move ---------------------------------------------------------------------------------


def moved(page: Page, target: Page, how: str, user: User) -> str:
    """Try to move ``page`` below ``target``; what the mover is told."""
    client = logged_in(user)
    if how == "api":
        path = f"pages/{page.pk}/actions/move/"
        return problem(api("post", path, user, {"destination_id": target.pk}))
    if how == "admin":
        url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk])
        return told(client, client.post(url, {}))
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    data = {"chooser": target.pk, "move_applicable": "on"}
    return told(client, client.post(f"{url}?id={page.pk}&next=/admin/", data))


@pytest.mark.parametrize("how", ["api", "admin", "bulk"])
def test_move_between_offices(
    lampung: SOP,
    other_office: SOP,
    root_user: User,
    public_unchanged: Unchanged,
    how: str,
) -> None:
    page = published(lampung)
    with public_unchanged(page):
        assert moved(page, news_of(other_office.instansi), how, root_user)
    assert InstansiPage.of(fresh(page)) == lampung.instansi


@pytest.mark.parametrize("how", ["api", "admin", "bulk"])
def test_move_of_a_section_between_offices(
    lampung: SOP,
    other_office: SOP,
    root_user: User,
    public_unchanged: Unchanged,
    how: str,
) -> None:
    page = published(lampung)
    news_of(other_office.instansi).delete()
    with public_unchanged(page):
        index, target = news_of(lampung.instansi), fresh(other_office.instansi)
        assert moved(index, target, how, root_user)
    assert InstansiPage.of(fresh(page)) == lampung.instansi


def test_move_in_code(
    lampung: SOP, other_office: SOP, public_unchanged: Unchanged
) -> None:
    page = published(lampung)
    with public_unchanged(page), refused():
        page.move(news_of(other_office.instansi), "last-child")


# Revert -------------------------------------------------------------------------------


def revisions(sop: SOP, nomor: int) -> tuple[BeritaPage, int]:
    """A naskah at step ``nomor`` and a revision from before it was handed in."""
    page = drafted(sop)
    old = page.latest_revision_id
    changed(page, "Versi yang diajukan.").save_revision(user=page.owner)
    sop.workflow.start(fresh(page), page.owner)
    return fresh(page), old


@pytest.mark.parametrize("who", ["superuser", "drafter", "reviewer"])
def test_revert_by_admin_under_review(
    lampung: SOP, root_user: User, public_unchanged: Unchanged, who: str
) -> None:
    page, old = revisions(lampung, 2)
    user = {
        "superuser": root_user,
        "drafter": page.owner,
        "reviewer": holder_of(lampung, 2),
    }[who]
    client = logged_in(user)
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old])
    latest = fresh(page).latest_revision_id
    with public_unchanged(page):
        client.get(url)
        from tests.reviews.editor import editor_data

        data = editor_data(page, revision=old, ringkasan="Dikembalikan.")
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert told(client, client.post(edit, data))
    assert fresh(page).latest_revision_id == latest


def test_revert_by_api_under_review(
    lampung: SOP, root_user: User, public_unchanged: Unchanged
) -> None:
    page, old = revisions(lampung, 2)
    latest = fresh(page).latest_revision_id
    for user in (root_user, page.owner, holder_of(lampung, 2)):
        with public_unchanged(page):
            path = f"pages/{page.pk}/actions/revert/"
            assert problem(api("post", path, user, {"revision_id": old}))
    assert fresh(page).latest_revision_id == latest


def test_revert_in_code_under_review(
    lampung: SOP, root_user: User, public_unchanged: Unchanged
) -> None:
    page, old = revisions(lampung, 2)
    revision = page.revisions.get(pk=old)
    for user in (root_user, None):
        with public_unchanged(page), pytest.raises(EditingDenied):
            revision.as_object().save_revision(user=user)


# Delete and unpublish -----------------------------------------------------------------


def targets(page: Page) -> list[Page]:
    """The page and everything above it that stands below the root."""
    return [page, *page.get_ancestors().filter(depth__gt=2).reverse()]


@pytest.mark.parametrize("make", [published, submitted])
@pytest.mark.parametrize("level", [0, 1, 2])
@pytest.mark.parametrize("how", ["api", "admin", "bulk", "code"])
def test_deleting_a_page_or_what_it_stands_in(
    lampung: SOP,
    root_user: User,
    public_unchanged: Unchanged,
    make: Callable[[SOP], BeritaPage],
    level: int,
    how: str,
) -> None:
    page = make(lampung)
    target = targets(page)[level]
    client = logged_in(root_user)
    with public_unchanged(page):
        if how == "api":
            assert problem(api("delete", f"pages/{target.pk}/", root_user))
        elif how == "admin":
            url = reverse("wagtailadmin_pages:delete", args=[target.pk])
            assert told(client, client.post(url, {"confirm_site_name": "Naskah"}))
        elif how == "bulk":
            url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
            url = f"{url}?id={target.pk}&next=/admin/"
            assert told(client, client.post(url, {}))
        else:
            with refused(NaskahError, ProtectedError):
                target.delete()
    assert BeritaPage.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("level", [0, 1, 2])
@pytest.mark.parametrize("how", ["api", "admin", "bulk", "code"])
def test_unpublishing_without_a_reason(
    lampung: SOP, public_unchanged: Unchanged, root_user: User, level: int, how: str
) -> None:
    """Neither the superuser nor, without a reason, the responsible post."""
    page = published(lampung)
    target = targets(page)[level]
    for user in (root_user, holder_of(lampung, 4)):
        client = logged_in(user)
        with public_unchanged(page):
            if how == "api":
                path = f"pages/{target.pk}/actions/unpublish/"
                assert problem(api("post", path, user, {"recursive": True}))
            elif how == "admin":
                url = reverse("wagtailadmin_pages:unpublish", args=[target.pk])
                client.post(url, {"include_descendants": "on"})
            elif how == "bulk":
                url = reverse(
                    "wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]
                )
                url = f"{url}?id={target.pk}&next=/admin/"
                client.post(url, {"include_descendants": "on"})
            elif level == 0:
                with refused(NaskahError, PermissionDenied):
                    target.specific.unpublish(user=user)


def test_moving_a_section_within_its_office_is_free(
    lampung: SOP, root_user: User, public_unchanged: Unchanged
) -> None:
    page = at_step(lampung, 3)
    index = InformasiPublikIndexPage.objects.child_of(lampung.instansi).get()
    with public_unchanged(page):
        index.move(lampung.instansi, "first-child", user=root_user)
    assert fresh(lampung.instansi).get_first_child().pk == index.pk
