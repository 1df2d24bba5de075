"""A draft can be read in the admin, though this server has no public site."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from pages.models import BeritaIndexPage, BeritaPage, InstansiPage, SiteImage

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> BeritaPage:
    root = Page.objects.get(depth=1)
    instansi = root.add_child(instance=InstansiPage(title="Dinas", slug="dinas"))
    index = instansi.add_child(instance=BeritaIndexPage(title="Berita", slug="berita"))
    draft = BeritaPage(
        isi=[
            ("subjudul", "Hasil rapat"),
            ("teks", "<p>Setuju <b>bulat</b>.</p>"),
            ("kutipan", {"kutipan": "Kita sepakat", "sumber": "Wali Kota"}),
        ],
        gambar_utama=SiteImage.objects.create(
            title="Rapat", alt="Suasana rapat", file=get_test_image_file()
        ),
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
    assert "Setuju <b>bulat</b>." in page
    assert "Kita sepakat" in page
    assert 'alt="Suasana rapat"' in page


@pytest.mark.parametrize("level", ["Dinas", "Berita"])
def test_every_page_type_has_a_preview(client, draft, level):
    client.force_login(User.objects.create_superuser("admin", "", "demo"))
    parent = Page.objects.get(title=level).specific
    parent.save_revision()
    assert f"<h1>{level}</h1>" in view_draft(client, parent).content.decode()


def test_draft_is_shown_to_nobody_else(client, draft):
    assert view_draft(client, draft).status_code == 302
    assert client.get("/rapat/").status_code == 404


def test_admin_may_frame_its_preview(client, draft):
    client.force_login(User.objects.create_superuser("admin", "", "demo"))
    headers = view_draft(client, draft).headers
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
