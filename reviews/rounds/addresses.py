"""Where the review screen of a text or a dossier is; the screen itself lies above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from reviews.papers.laporan import Berkas

if TYPE_CHECKING:
    from pages.models import NaskahPage


def subject_url(obj: NaskahPage | Berkas) -> str:
    """The review screen of ``obj``."""
    return screen_url(obj.pk, berkas=isinstance(obj, Berkas))


def screen_url(pk: int | str, *, berkas: bool = False) -> str:
    kind = "berkas" if berkas else "halaman"
    return reverse(f"naskah:tinjau_{kind}", args=[pk])
