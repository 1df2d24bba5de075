"""A draft can be read in the admin, though this server has no public site."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from wagtail.models import Page

from pages.models import BeritaIndexPage, BeritaPage, InstansiPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> BeritaPage:
    root = Page.objects.get(depth=1)
    instansi = root.add_child(instance=InstansiPage(title="Dinas", slug="dinas"))
    index = instansi.add_child(instance=BeritaIndexPage(title="Berita", slug="berita"))
    draft = BeritaPage(
        title="Rapat <b>besar</b>",
        slug="rapat",
        live=False,
        ringkasan="Rapat di balai kota.",
        tanggal=datetime.date(2026, 1, 5),
    )
    index.add_child(instance=draft)
    draft.save_revision()
    return draft


def view_draft(client, draft: BeritaPage):
    return client.get(reverse("wagtailadmin_pages:view_draft", args=(draft.pk,)))


def test_draft_is_shown_to_its_office(client, draft):
    client.force_login(User.objects.create_superuser("admin", "", "demo"))
    page = view_draft(client, draft).content.decode()
    assert "Rapat di balai kota." in page
    assert "Rapat &lt;b&gt;besar&lt;/b&gt;" in page


def test_draft_is_shown_to_nobody_else(client, draft):
    assert view_draft(client, draft).status_code == 302
    assert client.get("/rapat/").status_code == 404
