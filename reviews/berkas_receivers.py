"""A page that leaves the site takes the dossiers along that would look for it there."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_unpublished

from pages.models import NaskahPage
from reviews.actions.akhiri import end_overtaken

EXPIRED = "Masa tayang halaman berakhir."
GONE = "Halaman tidak lagi tayang."


@receiver(page_unpublished)
def end_berkas_of_page(sender: type, instance: Any, **kwargs: Any) -> None:
    """By its own end, that is: who withdraws a page has given his reason before."""
    if isinstance(instance, NaskahPage):
        end_overtaken(instance.pk, EXPIRED if instance.expired else GONE, None)
