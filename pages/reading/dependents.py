"""Which pages show what: whose rows must be made again when something changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, Page, ReferenceIndex

from pages.models import BeritaPage, SiteDocument, SiteImage

if TYPE_CHECKING:
    from collections.abc import Collection as Container

    from django.db.models import Model, QuerySet
    from taggit.models import Tag

    from pages.models import Kategori


def pages_linking_to(page_ids: Container[int]) -> set[int]:
    """Pages whose text holds a link to one of these pages."""
    return users_of(Page, page_ids)


def pages_showing(item: SiteImage | SiteDocument) -> set[int]:
    """Pages that show or attach this file; offices whose logo it is among them."""
    return users_of(type(item), [item.pk])


def pages_below(page: Page) -> set[int]:
    """The page and all that lies under it: they name it, or their paths run through."""
    below = Page.objects.filter(path__startswith=page.path)
    return set(below.values_list("pk", flat=True))


def pages_filed_under(kategori: Kategori) -> set[int]:
    return ids(BeritaPage.objects.filter(kategori=kategori, live=True))


def pages_tagged(tag: Tag) -> set[int]:
    return ids(BeritaPage.objects.filter(tagged_items__tag=tag, live=True))


def pages_using_collection(collection: Collection) -> set[int]:
    """Pages with a file that lies in ``collection`` or below it."""
    found: set[int] = set()
    for model in (SiteImage, SiteDocument):
        files = model.objects.filter(collection__path__startswith=collection.path)
        found |= users_of(model, ids(files))
    return found


def users_of(model: type[Model], pks: Container[int]) -> set[int]:
    """Pages that refer to objects of ``model``, by Wagtail's reference index."""
    if not pks:
        return set()
    kinds = ContentType.objects.get_for_models(model, Page, for_concrete_models=False)
    references = ReferenceIndex.objects.filter(
        base_content_type=kinds[Page],
        to_content_type=kinds[model],
        to_object_id__in=[str(pk) for pk in pks],
    )
    return {int(pk) for pk in references.values_list("object_id", flat=True)}


def ids(found: QuerySet[Model]) -> set[int]:
    return set(found.values_list("pk", flat=True))
