"""No English on any screen of the admin that links or scripts lead to."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from pages.models import SiteDocument, SiteImage
from tests.cms.admin_walk import english_on
from tests.cms.furnished import furnished_office
from tests.reviews import builders

pytestmark = pytest.mark.django_db


def bulk_starts() -> list[str]:
    """Screens that open with what was ticked on a list."""
    image, document = SiteImage.objects.first(), SiteDocument.objects.first()
    user = User.objects.exclude(is_superuser=True).first()
    return [
        *(f"/admin/bulk/wagtailcore/page/{act}/?next=/admin/&id=3" for act in
          ("move", "delete", "publish", "unpublish")),
        *(f"/admin/bulk/pages/siteimage/{act}/?next=/admin/&id={image.pk}" for act in
          ("add_tags", "add_to_collection", "delete")),
        *(f"/admin/bulk/pages/sitedocument/{act}/?next=/admin/&id={document.pk}"
          for act in ("add_tags", "add_to_collection", "delete")),
        *(f"/admin/bulk/auth/user/{act}/?next=/admin/&id={user.pk}" for act in
          ("delete", "set_active_state", "assign_role")),
    ]  # fmt: skip


def report(found: dict[str, tuple[str, int]]) -> str:
    return "\n".join(f"{text!r} at {at} ({n})" for text, (at, n) in found.items())


def test_an_administrator_meets_no_english():
    furnished_office()
    client = builders.logged_in(builders.superuser())
    found = english_on(client, "/admin/", *bulk_starts())
    assert not found, report(found)


def test_who_drafts_and_who_reviews_meets_no_english():
    sop = furnished_office()
    for step in (1, 2):
        client = builders.logged_in(builders.holder_of(sop, step))
        found = english_on(client, "/admin/")
        assert not found, report(found)


def test_whoever_is_not_logged_in_meets_no_english():
    found = english_on(
        Client(),
        "/admin/login/",
        "/admin/password_reset/",
        "/admin/password_reset/done/",
        "/admin/password_reset/confirm/MQ/salah/",
        "/admin/password_reset/complete/",
    )
    assert not found, report(found)
