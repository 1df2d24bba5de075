"""No way of publishing that Wagtail knows gets a text past its SOP."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from pages.errors import NaskahError, PublishingDenied
from reviews.engine.actions.withdraw import withdraw_naskah
from tests.reviews.builders import (
    api,
    approve,
    at_step,
    changed,
    drafted,
    fresh,
    holder_of,
    logged_in,
    news_of,
    problem,
    public_answer,
    published,
    submitted,
    told,
    trail,
)
from tests.reviews.editor import edit_url, editor_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from django.contrib.auth.models import User

    from pages.models import BeritaPage
    from reviews.models import SOP

    Unchanged = Callable[[Page], AbstractContextManager[None]]


@pytest.fixture(params=["draft", "under_review", "live"])
def page(request: pytest.FixtureRequest, lampung: SOP) -> BeritaPage:
    """A page in each of the states an attacker may find it in."""
    make = {"draft": drafted, "under_review": submitted, "live": published}
    return make[request.param](lampung)


# Admin --------------------------------------------------------------------------------


def test_editor_button(
    page: BeritaPage, root_user: User, public_unchanged: Unchanged
) -> None:
    client = logged_in(root_user)
    with public_unchanged(page):
        data = editor_data(page, **{"action-publish": "action-publish"})
        response = client.post(edit_url(page), data)
        assert told(client, response)


def test_creating_published(
    lampung: SOP, root_user: User, public_unchanged: Unchanged
) -> None:
    index, page = news_of(lampung.instansi), drafted(lampung)
    client = logged_in(root_user)
    url = reverse("wagtailadmin_pages:add", args=["pages", "beritapage", index.pk])
    data = editor_data(page, **{"slug": "baru", "action-publish": "action-publish"})
    assert told(client, client.post(url, data))
    assert not index.get_children().live().exists()


def test_bulk_publish(
    page: BeritaPage, root_user: User, public_unchanged: Unchanged
) -> None:
    client = logged_in(root_user)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    if fresh(page).live:
        changed(page).save_revision(user=page.owner)
    with public_unchanged(page):
        response = client.post(f"{url}?id={page.pk}&next=/admin/", {})
        assert response.status_code in (200, 302)


def test_bulk_publish_of_a_whole_office(
    lampung: SOP, root_user: User, public_unchanged: Unchanged
) -> None:
    page = submitted(lampung)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    with public_unchanged(page):
        query = f"id={lampung.instansi.pk}&next=/admin/"
        data = {"include_descendants": "on"}
        response = logged_in(root_user).post(f"{url}?{query}", data)
        assert response.status_code in (200, 302)


# API v3 -------------------------------------------------------------------------------


def test_api_publish(
    page: BeritaPage, root_user: User, public_unchanged: Unchanged
) -> None:
    with public_unchanged(page):
        assert problem(api("post", f"pages/{page.pk}/actions/publish/", root_user))


@pytest.mark.parametrize("method", ["patch", "put"])
def test_api_change_with_publish(
    page: BeritaPage, root_user: User, public_unchanged: Unchanged, method: str
) -> None:
    body = {
        "meta": {"type": "pages.BeritaPage", "action": "publish"},
        "ringkasan": "Lewat API.",
    }
    with public_unchanged(page):
        response = api(method, f"pages/{page.pk}/", root_user, body)
        assert 400 <= response.status_code < 500, response.content
        if method == "patch":
            assert problem(response)


def test_api_create_published(lampung: SOP, root_user: User) -> None:
    index = news_of(lampung.instansi)
    body = {
        "meta": {
            "type": "pages.BeritaPage",
            "parent_id": index.pk,
            "action": "publish",
        },
        "title": "Baru",
        "tanggal": "2026-01-02",
    }
    assert problem(api("post", "pages/", root_user, body))
    assert not index.get_children().exists()


def test_api_live_flag_in_body(
    page: BeritaPage, root_user: User, public_unchanged: Unchanged
) -> None:
    """Fields that are not in the form are posted all the same."""
    body = {
        "meta": {"type": "pages.BeritaPage"},
        "live": not fresh(page).live,
        "live_revision": fresh(page).latest_revision_id,
        "ringkasan": "Lewat API.",
    }
    with public_unchanged(page):
        response = api("patch", f"pages/{page.pk}/", root_user, body)
        assert response.status_code < 500


# Code ---------------------------------------------------------------------------------


def test_revision_publish_of_a_draft(
    page: BeritaPage, root_user: User, public_unchanged: Unchanged
) -> None:
    if fresh(page).current_workflow_state is None:
        changed(page).save_revision(user=page.owner)
    revision = fresh(page).get_latest_revision()
    for user in (root_user, None):
        with (
            public_unchanged(page),
            pytest.raises((PublishingDenied, PermissionDenied)),
        ):
            revision.publish(user=user)
    with public_unchanged(page), pytest.raises(PublishingDenied):
        revision.publish(user=root_user, skip_permission_checks=True)


def test_old_approved_revision(lampung: SOP, public_unchanged: Unchanged) -> None:
    """What was approved once is not approved for ever."""
    page = published(lampung)
    first = page.live_revision
    draft = changed(page, "Koreksi.")
    draft.save_revision(user=page.owner)
    lampung.workflow.start(fresh(page), page.owner)
    while state_is_open(page):
        approve(page)
    assert fresh(page).ringkasan == "Koreksi."
    with public_unchanged(page), pytest.raises(PublishingDenied):
        first.publish()


def state_is_open(page: Page) -> bool:
    return fresh(page).current_workflow_state is not None


def test_approved_revision_after_withdrawal(
    lampung: SOP, public_unchanged: Unchanged
) -> None:
    page = published(lampung)
    revision = page.live_revision
    withdraw_naskah(page, holder_of(lampung, 4), "Data keliru.")
    assert public_answer(page)[0] == 404
    with public_unchanged(page), pytest.raises(PublishingDenied):
        revision.publish()
    row = fresh(page)
    row.live, row.live_revision = True, revision
    with public_unchanged(page), pytest.raises(PublishingDenied):
        row.save()


def test_tampered_revision_is_not_published(
    lampung: SOP, public_unchanged: Unchanged
) -> None:
    """The approved revision's JSON rewritten in place, by code."""
    page = at_step(lampung, 5)
    revision = page.get_latest_revision()
    revision.content["ringkasan"] = "Ditukar."
    revision.save()
    with public_unchanged(page), pytest.raises(NaskahError):
        approve(page)


def test_save_of_a_draft_as_live(lampung: SOP, public_unchanged: Unchanged) -> None:
    page = submitted(lampung)
    for row in (Page.objects.get(pk=page.pk), fresh(page)):
        row.live, row.live_revision = True, page.get_latest_revision()
        with public_unchanged(page), pytest.raises(PublishingDenied):
            row.save()
        with public_unchanged(page), pytest.raises(PublishingDenied):
            row.save(update_fields=["live"])


@pytest.mark.parametrize("field", ["title", "slug", "seo_title", "search_description"])
def test_save_of_a_changed_live_page(
    lampung: SOP, public_unchanged: Unchanged, field: str
) -> None:
    page = published(lampung)
    for row in (Page.objects.get(pk=page.pk), fresh(page)):
        setattr(row, field, "diubah-langsung")
        with public_unchanged(page), pytest.raises(PublishingDenied):
            row.save()
        with public_unchanged(page), pytest.raises(PublishingDenied):
            row.save(update_fields=[field])


def test_expiry_of_a_live_page_is_its_text(
    lampung: SOP, public_unchanged: Unchanged
) -> None:
    """Setting an end by hand withdraws a page without its responsible post."""
    page = published(lampung)
    past = timezone.now() - dt.timedelta(hours=1)
    for row in (Page.objects.get(pk=page.pk), fresh(page)):
        row.expire_at = past
        with public_unchanged(page), pytest.raises(PublishingDenied):
            row.save()


# Schedules ----------------------------------------------------------------------------


def test_schedule_forced_before_approval(
    lampung: SOP, public_unchanged: Unchanged
) -> None:
    """It does not go live, and the schedules of others are kept all the same."""
    early, due = submitted(lampung, "Terlalu dini"), scheduled(lampung, "Terjadwal")
    Revision.objects.filter(pk=early.latest_revision_id).update(
        approved_go_live_at=timezone.now()
    )
    later = timezone.now() + dt.timedelta(days=2)
    with public_unchanged(early), time_machine.travel(later, tick=False):
        call_command("publish_scheduled")
    assert fresh(due).live
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def scheduled(sop: SOP, judul: str) -> BeritaPage:
    """Approved in every step, to go live a day later."""
    later = timezone.now().replace(microsecond=0) + dt.timedelta(days=1)
    page = submitted(sop, judul, go_live_at=later)
    while state_is_open(page):
        approve(page)
    page = fresh(page)
    assert not page.live
    assert page.get_latest_revision().approved_go_live_at == later
    return page


def test_expired_page_leaves_the_site(lampung: SOP) -> None:
    """An end that was part of the approved text is kept, whoever asks for it."""
    end = timezone.now() + dt.timedelta(days=1)
    page = published(lampung, expire_at=end)
    call_command("publish_scheduled")
    assert fresh(page).live
    with time_machine.travel(end + dt.timedelta(minutes=1), tick=False):
        call_command("publish_scheduled")
    assert not fresh(page).live
    assert public_answer(page)[0] == 404


def test_trail_knows_one_publication(lampung: SOP) -> None:
    page = published(lampung)
    assert [act for act, _, _ in trail(page, "tayang")] == ["tayang"]
    assert not state_is_open(page)
