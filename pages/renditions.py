"""The sizes of an image that the public gets; made when a page is published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.dispatch import receiver
from wagtail.signals import page_published

from pages.content import references
from pages.models import NaskahPage, SiteImage

if TYPE_CHECKING:
    from pages.models import SiteRendition

SIZES = {"kecil": "max-480x480", "sedang": "max-960x960", "besar": "max-1600x1600"}


def renditions_of(image: SiteImage) -> dict[str, SiteRendition]:
    """Every size of ``image`` by name, made where missing.

    An image whose file is lost or broken has none: that must not take down the page.
    """
    try:
        made = image.get_renditions(*SIZES.values())
    except OSError:
        return {}
    for rendition in made.values():
        rendition.file.close()  # Wagtail leaves the new ones open
    return {name: made[spec] for name, spec in SIZES.items()}


@receiver(page_published)
def make_renditions(sender: type, instance: Any, **kwargs: Any) -> None:
    """Have every size ready before the first reader asks."""
    if not isinstance(instance, NaskahPage):
        return
    images = SiteImage.objects.filter(pk__in=references(instance).images)
    for image in images.prefetch_renditions(*SIZES.values()):
        renditions_of(image)
