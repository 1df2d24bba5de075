"""A page that leaves the site takes along what would look for it there."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_unpublished

from pages.models import NaskahPage
from reviews.engine.actions.withdraw import follow_off


@receiver(page_unpublished)
def follow_page(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, NaskahPage):
        follow_off(instance)
