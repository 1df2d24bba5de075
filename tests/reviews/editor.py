"""The editor of pages: its address, and what a browser posts to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from tests.reviews.builders import fresh

if TYPE_CHECKING:
    from wagtail.models import Page

    from pages.models import BeritaPage


def editor_data(page: BeritaPage, **extra: object) -> dict:
    """What the editor posts, with another text."""
    draft = fresh(page).get_latest_revision_as_object()
    return nested_form_data(
        {
            "title": draft.title,
            "slug": draft.slug,
            "tanggal": draft.tanggal.isoformat(),
            "kategori": draft.kategori_id,
            "ringkasan": "Diubah di penyunting.",
            "gambar_utama": "",
            "isi": streamfield([("teks", rich_text("<p>Lain.</p>"))]),
            "lampiran": streamfield([]),
            "penulis": "",
            "sumber": "",
            "tags": "",
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
            **extra,
        }
    )


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
