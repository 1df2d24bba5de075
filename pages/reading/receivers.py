"""What changes the public's view, and which rows that concerns.

Everything here runs in the transaction of the change. ``QuerySet.update()`` and SQL
send no signal: ``manage.py rebuild_reading`` finds what they left behind.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from taggit.models import Tag
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Site,
)
from wagtail.signals import page_slug_changed, post_page_move

from pages.content.housekeeping import is_housekeeping
from pages.models import (
    BeritaTag,
    InstansiPage,
    Kategori,
    NaskahPage,
    ReadRow,
    SiteDocument,
    SiteImage,
)
from pages.models.instansi import StructuralPage
from pages.reading import version
from pages.reading.dependents import (
    pages_below,
    pages_filed_under,
    pages_showing,
    pages_tagged,
    pages_using_collection,
)
from pages.reading.refresh import refresh
from pages.signals import (
    every,
    file_completed,
    page_written,
    receiver_of,
    unless_raw,
)

if TYPE_CHECKING:
    from collections.abc import Collection as Container


@receiver(page_written)
def refresh_written_page(
    sender: type, instance: Page, update_fields: Container[str] | None, **kwargs: Any
) -> None:
    """A page of ours was saved: its row, and those of all below an office or index."""
    if is_housekeeping(update_fields):
        return
    if isinstance(instance, NaskahPage):
        if instance.live or ReadRow.objects.filter(pk=instance.pk).exists():
            refresh([instance.pk])
        return
    places_changed()
    refresh(pages_below(instance) if names_changed(instance) else [instance.pk])


def places_changed() -> None:
    """Public paths may be others now; Wagtail's own receivers may run after ours."""
    version.touch()
    Site.clear_site_root_paths_cache()


def names_changed(place: Page) -> bool:
    """Whether what others say of ``place``, or reckon by it, may be another thing now."""
    if not isinstance(place, InstansiPage):
        return True
    row = ReadRow.objects.filter(pk=place.pk).first()
    if row is None or not place.live:
        return True
    said = (row.judul, row.slug, json.loads(row.item)["zona_waktu"])
    return said != (place.title, place.slug, place.zona_waktu)


@receiver_of(post_save, every(Page, but=(NaskahPage, StructuralPage)))
@unless_raw
def refresh_bare_page(
    sender: type, instance: Page, update_fields: Container[str] | None, **kwargs: Any
) -> None:
    """A base ``Page``, or a page of another type: nobody sends page_written for it."""
    refresh_written_page(sender, instance, update_fields)


@receiver_of([page_slug_changed, post_page_move], every(Page))
def refresh_moved_pages(sender: type, instance: Page, **kwargs: Any) -> None:
    """The addresses of a page and of all below it are others now."""
    places_changed()
    refresh(pages_below(instance))


@receiver_of(pre_delete, every(Page))
def forget_page(sender: type, instance: Page, **kwargs: Any) -> None:
    """A page about to be deleted is gone for readers, and links to it with it."""
    version.touch()
    Page.objects.filter(pk=instance.pk).update(live=False)
    refresh([instance.pk])


@receiver([post_save, post_delete], sender=PageViewRestriction)
@unless_raw
def refresh_restricted_pages(
    sender: type, instance: PageViewRestriction, **kwargs: Any
) -> None:
    version.touch()
    refresh(pages_below(instance.page))


@receiver([post_save, post_delete], sender=CollectionViewRestriction)
@unless_raw
def refresh_restricted_files(
    sender: type, instance: CollectionViewRestriction, **kwargs: Any
) -> None:
    version.touch()
    refresh(pages_using_collection(instance.collection))


@receiver(post_save, sender=Collection)
@unless_raw
def refresh_collection(sender: type, instance: Collection, **kwargs: Any) -> None:
    """A collection that is moved may lie under a restriction then, or no longer.

    Wagtail's view saves first and moves afterwards, without a signal: so this looks
    once more when the move is committed.
    """

    def look_again() -> None:
        version.touch()
        refresh(pages_using_collection(Collection.objects.get(pk=instance.pk)))

    if not kwargs.get("created"):
        transaction.on_commit(look_again)


@receiver_of([post_save, post_delete], (SiteImage, SiteDocument))
@unless_raw
def refresh_file(
    sender: type, instance: SiteImage | SiteDocument, **kwargs: Any
) -> None:
    if instance.pk and not kwargs.get("created"):
        version.touch()
        refresh(pages_showing(instance))


@receiver(file_completed)
def refresh_completed_file(
    sender: type, item: SiteImage | SiteDocument, **kwargs: Any
) -> None:
    """The queue has made what was not there when the page went live."""
    refresh(pages_showing(item))


@receiver(post_save, sender=Kategori)
@unless_raw
def refresh_kategori(sender: type, instance: Kategori, **kwargs: Any) -> None:
    refresh(pages_filed_under(instance))


@receiver(post_save, sender=Tag)
@unless_raw
def refresh_tag(sender: type, instance: Tag, **kwargs: Any) -> None:
    refresh(pages_tagged(instance))


@receiver(post_delete, sender=BeritaTag)
def refresh_untagged(sender: type, instance: BeritaTag, **kwargs: Any) -> None:
    """A deleted tag takes itself off pages that nobody saves."""
    if ReadRow.objects.filter(pk=instance.content_object_id).exists():
        refresh([instance.content_object_id])


@receiver([post_save, post_delete], sender=Site)
@unless_raw
def refresh_site(sender: type, instance: Site, **kwargs: Any) -> None:
    """Where a site begins decides every path on it, its host every link in feeds."""
    places_changed()
    refresh(set(ReadRow.objects.values_list("pk", flat=True)), anew=True)
