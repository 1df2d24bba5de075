"""No English on any screen of the admin that leads on or comes back refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html
from wagtail.models import TaskState

from pages.models import BeritaPage, SiteDocument, SiteImage
from tests.cms.admin_walk import english_on, said
from tests.cms.furnished import furnished_office
from tests.proof import a_share
from tests.reviews import builders

if TYPE_CHECKING:
    from django.http import HttpResponse

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


LINKS = tuple(
    f"/admin/choose-{kind}-link/" for kind in ("external", "email", "phone", "anchor")
)


def dialogs() -> list[str]:
    """What scripts open, and what a history leads to; who may not is sent home."""
    page = BeritaPage.objects.get(title="Loket yang ditinjau")
    first, last = page.revisions.earliest("pk"), page.revisions.latest("pk")
    state = TaskState.objects.get(pk=page.current_workflow_state.current_task_state_id)
    picture = SiteImage.objects.first()
    tabs = "&".join(
        f"allow_{kind}_link=true" for kind in ("external", "email", "phone")
    )
    return [
        *LINKS,
        f"/admin/choose-page/?{tabs}&allow_anchor_link=true",
        reverse(
            "wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, last.pk]
        ),
        reverse("wagtailadmin_pages:revisions_view", args=[page.pk, last.pk]),
        reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=[page.pk]),
        *(
            reverse(f"wagtailadmin_pages:{view}", args=[page.pk, act, state.pk])
            for view in ("workflow_action", "collect_workflow_action_data")
            for act in ("approve", "reject")
        ),
        reverse(
            "wagtailadmin_pages:move_confirm", args=[page.pk, page.get_parent().pk]
        ),
        reverse("wagtailimages_chooser:select_format", args=[picture.pk]),
        reverse("wagtailimages:add"),
        reverse("wagtaildocs:add"),
        reverse("wagtailembeds:chooser"),
    ]


def emptied(client: Client, address: str, **typed: object) -> HttpResponse:
    """The longest form at ``address`` sent back with nothing filled in but ``typed``."""
    page = html.fromstring(client.get(address).content)
    form = max(page.forms, key=lambda form: len(form.fields))
    kept = ("-TOTAL_FORMS", "-INITIAL_FORMS", "-count", "csrfmiddlewaretoken")
    sent = {
        name: value if name.endswith(kept) else "" for name, value in form.form_values()
    }
    return client.post(address, {**sent, **typed}, follow=True)


def wrong_file(nama: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, b"bukan gambar", content_type="text/plain")


def test_a_refused_form_comes_back_without_english():
    sop = builders.adopted("004")
    news = builders.news_of(sop.instansi)
    client = builders.logged_in(builders.superuser())
    password = "password-old_password"
    answers = {
        "page": emptied(
            client,
            f"/admin/pages/add/pages/beritapage/{news.pk}/",
            **{"isi-count": 0, "lampiran-count": 0},
        ),
        "image": client.post("/admin/images/add/", {"files[]": wrong_file("a.txt")}),
        "picture": client.post("/admin/images/add/", {"files[]": wrong_file("a.png")}),
        "document": client.post(
            "/admin/documents/multiple/add/", {"files[]": wrong_file("a.exe")}
        ),
        **{kind: client.post(kind, {}) for kind in LINKS},
        "login": Client().post(
            "/admin/login/", {"username": "siapa", "password": "salah"}
        ),
        "no login": Client().post("/admin/login/", {"username": "", "password": ""}),
        "password": emptied(client, "/admin/account/", **{password: "salah"}),
        "user": emptied(client, "/admin/users/new/"),
        "other password": emptied(
            client, "/admin/users/new/", password1="satu", password2="dua"
        ),
        "workflow": emptied(client, "/admin/workflows/add/"),
        "task": emptied(client, "/admin/workflows/tasks/add/reviews/paraftask/"),
        "draft SOP": emptied(client, f"/admin/naskah/sop/baru/{sop.instansi_id}/"),
        "post": emptied(client, "/admin/jabatan/new/"),
        "holder": emptied(client, "/admin/pemangku/new/"),
    }
    found = {(name, text) for name, answer in answers.items() for text in said(answer)}
    assert not found
    for name in ("page", "user", "workflow", "task", "post", "holder"):
        assert "error-message" in answers[name].content.decode(), name


def report(found: dict[str, tuple[str, int]]) -> str:
    return "\n".join(f"{text!r} at {at} ({n})" for text, (at, n) in found.items())


def test_an_administrator_meets_no_english():
    furnished_office()
    client = builders.logged_in(builders.superuser())
    found = english_on(client, "/admin/", *bulk_starts(), *dialogs())
    assert not found, report(found)


def test_who_drafts_and_who_reviews_meets_no_english():
    sop = furnished_office()
    for step in a_share((1, 2)):
        client = builders.logged_in(builders.holder_of(sop, step))
        found = english_on(client, "/admin/", *dialogs())
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
