"""The sizes and formats of an image that the public gets.

The queue makes them when the image is saved: AVIF takes seconds, and nobody is to wait
for it with the database's write lock in hand. Who publishes a page finds them ready;
one that is missing even so joins the page later (:mod:`pages.at_rest`).
"""

from __future__ import annotations

import datetime as dt
import mimetypes
from typing import TYPE_CHECKING, Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from django_tasks import task
from wagtail import hooks
from wagtail.images.image_operations import FormatOperation
from wagtail.images.models import Filter

from pages.at_rest import are_files_at_rest
from pages.models import SiteDocument, SiteImage
from pages.signals import file_completed, unless_raw

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pages.models import SiteRendition

EDGES = {"kecil": 480, "sedang": 960, "besar": 1600}  # of the longer side
CROPS = {"kartu": "fill-600x400"}  # around the focal point
OWN = ""  # the image's own kind, which every reader understands
FORMATS = ("avif", "webp", OWN)  # the smallest first

# Of photos, 8 makes 5 % more bytes and 0.3 dB less than Pillow's own 6, in a third of
# its time; at 9 flat pictures grow by half.
AVIF_SPEED = 8


ATTEMPTS = 8
FIRST_DELAY = dt.timedelta(minutes=1)


def in_format(spec: str, kind: str) -> str:
    """``spec`` with its output in ``kind``."""
    return f"{spec}|format-{kind}" if kind else spec


def boxed(edge: int) -> str:
    return f"max-{edge}x{edge}"


# Python 3.11 does not know it, and browsers show no picture of an unknown type.
mimetypes.add_type("image/webp", ".webp")


class QuickFormatOperation(FormatOperation):
    """Wagtail's ``format``, which has a quality for AVIF and no speed."""

    def run(self, willow: Any, image: SiteImage, env: dict[str, Any]) -> None:
        super().run(willow, image, env)
        if self.format == "avif":
            # What Pillow merges into a save that somebody else calls.
            willow.image.encoderinfo = {"speed": AVIF_SPEED}


@hooks.register("register_image_operations", order=1)  # after Wagtail's own
def quick_format() -> list[tuple[str, type[FormatOperation]]]:
    return [("format", QuickFormatOperation)]


# Every filter there may be, to prefetch by.
SPECS = tuple(
    in_format(spec, kind)
    for spec in (*map(boxed, EDGES.values()), *CROPS.values())
    for kind in FORMATS
)


def sizes_of(image: SiteImage) -> dict[str, str]:
    """Filters by size; a size larger than ``image`` is the one that just holds it.

    So a small image is encoded once, and no width is offered twice.
    """
    longest = max(image.width, image.height)
    enough = next((edge for edge in EDGES.values() if edge >= longest), longest)
    scaled = {name: boxed(min(edge, enough)) for name, edge in EDGES.items()}
    return scaled | CROPS


def renditions_of(image: SiteImage) -> dict[str, dict[str, SiteRendition]]:
    """Every size of ``image`` by format and name, made where missing.

    An image whose file is lost or broken has none: that must not take down the page.
    Where files are at rest, one whose sizes are not made yet has none either, for now.
    """
    sizes = sizes_of(image)
    specs = [in_format(spec, kind) for kind in FORMATS for spec in sizes.values()]
    made = ready(image, specs) if are_files_at_rest() else make(image, specs)
    return {
        kind: {name: made[in_format(spec, kind)] for name, spec in sizes.items()}
        for kind in FORMATS
        if made
    }


def ready(image: SiteImage, specs: list[str]) -> dict[str, SiteRendition]:
    """What lies there, if all of it does; otherwise the queue is asked for it."""
    filters = [Filter(spec) for spec in dict.fromkeys(specs)]
    found: dict[Filter, Any] = image.find_existing_renditions(*filters)
    if len(found) < len(filters):
        make_renditions.enqueue(image.pk)
        return {}
    return {one.spec: rendition for one, rendition in found.items()}


def make(image: SiteImage, specs: list[str]) -> dict[str, SiteRendition]:
    """The same, made where missing."""
    try:
        made = image.get_renditions(*specs)
    except OSError:
        return {}
    for rendition in made.values():
        rendition.file.close()  # Wagtail leaves the new ones open
    if any(rendition.pk is None for rendition in made.values()):
        made |= stored(image, specs)
    return made


def stored(image: SiteImage, specs: Iterable[str]) -> dict[str, SiteRendition]:
    """What the rows say: of two who make the same file at once, one is kept."""
    fresh = SiteImage.objects.filter(pk=image.pk).prefetch_renditions(*specs)
    return dict(fresh.get().get_renditions(*specs))


@task(backend="antrean")
def make_renditions(image_id: int, attempt: int = 1) -> None:
    """Have every size ready before the image is published, or show it from now on.

    A storage that is down is tried again, ever less often; so is a broken image.
    """
    images = SiteImage.objects.filter(pk=image_id)
    for image in images.prefetch_renditions(*SPECS):
        if renditions_of(image):
            file_completed.send(SiteImage, item=image)
        elif attempt < ATTEMPTS:
            later = timezone.now() + FIRST_DELAY * 2 ** (attempt - 1)
            make_renditions.using(run_after=later).enqueue(image_id, attempt + 1)


@task(backend="antrean")
def take_checksum(document_id: int) -> None:
    """Of a document that is older than its SHA-256."""
    for document in SiteDocument.objects.filter(pk=document_id):
        if document.get_sha256():
            file_completed.send(SiteDocument, item=document)


@receiver(post_save, sender=SiteImage)
@unless_raw
def schedule_renditions(sender: type, instance: SiteImage, **kwargs: Any) -> None:
    make_renditions.enqueue(instance.pk)
