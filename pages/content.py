"""Public content as JSON values: what a digest is taken of.

The same text gives the same values whether it comes out of a revision, a form or the
database. Ids, timestamps, comments, locks and schedules of going live are not text.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock

from pages.models.kategori import Kategori
from pages.models.media import SiteDocument, SiteImage
from pages.stream import References, plain_stream

if TYPE_CHECKING:
    from wagtail import blocks

    from pages.models.naskah import NaskahPage

BASE_FIELDS = ("title", "slug", "seo_title", "search_description", "expire_at")


def public_content(page: NaskahPage) -> dict[str, Any]:
    """``type``, the public fields by name, and ``files`` with their checksums.

    ``files`` maps ``"image:ID"`` to its SHA-1 and alt text, ``"document:ID"`` to its
    SHA-1 and title. A file that is gone is missing there, so that its loss is seen.
    """
    files = Files(references(page))
    content = {
        name: field_value(page, name, files)
        for name in (*BASE_FIELDS, *page.public_fields)
    }
    return {"type": page._meta.label_lower, **content, "files": files.listed()}


def says_the_same(one: NaskahPage, other: NaskahPage) -> bool:
    """Whether the public reads the same of both; the first difference ends the search."""
    files = Files(references(one)), Files(references(other))
    fields = all(
        field_value(one, name, files[0]) == field_value(other, name, files[1])
        for name in (*BASE_FIELDS, *one.public_fields)
    )
    return fields and files[0].listed() == files[1].listed()


def references(page: NaskahPage) -> References:
    """Every file and page that the public fields of ``page`` point at."""
    found = References()
    for name in page.public_fields:
        field = page._meta.get_field(name)
        if isinstance(field, StreamField):
            plain_stream(getattr(page, name), found.read_leaf)
        elif field.related_model is SiteImage and (pk := getattr(page, f"{name}_id")):
            found.images.add(pk)
    return found


class Files:
    """The files behind a set of references: one query a kind."""

    def __init__(self, found: References) -> None:
        self.images = SiteImage.objects.in_bulk(found.images)
        self.documents = SiteDocument.objects.in_bulk(found.documents)

    def listed(self) -> dict[str, Any]:
        """All of them by ``"kind:ID"``."""
        listed: dict[str, Any] = {}
        for pk, image in self.images.items():
            listed[f"image:{pk}"] = {"hash": image.get_file_hash(), "alt": image.alt}
        for pk, document in self.documents.items():
            listed[f"document:{pk}"] = {
                "hash": document.get_file_hash(),
                "title": document.title,
            }
        return listed

    def keep_leaf(self, block: blocks.Block, raw: Any) -> Any:
        """A leaf as stored; the id of a file that is gone as ``None``.

        Wagtail itself turns such an id into ``None`` once the block was looked at.
        """
        if isinstance(block, ImageChooserBlock):
            return raw if raw in self.images else None
        if isinstance(block, DocumentChooserBlock):
            return raw if raw in self.documents else None
        return raw


def field_value(page: NaskahPage, name: str, files: Files) -> Any:
    """One field as JSON: empty text as ``""``, other emptiness as ``None``."""
    field = page._meta.get_field(name)
    if isinstance(field, ClusterTaggableManager):
        return sorted({tag.name for tag in getattr(page, name).all()})
    if isinstance(field, StreamField):
        return plain_stream(getattr(page, name), files.keep_leaf)
    if field.related_model is SiteImage:
        pk = getattr(page, f"{name}_id")
        return pk if pk in files.images else None
    if field.related_model is Kategori:
        kategori = getattr(page, name)
        return kategori.slug if kategori else None
    return scalar(field, getattr(page, name))


def scalar(field: models.Field[Any, Any], value: Any) -> Any:
    """A column's value as JSON, from whatever form it was assigned in."""
    if isinstance(field, models.CharField | models.TextField):
        return "" if value is None else str(value)
    if value in (None, ""):
        return None
    value = field.to_python(value)
    if isinstance(value, datetime.datetime):
        return instant(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


def instant(value: datetime.datetime) -> str:
    """UTC, to the second; a naive time is taken as local, as Django takes it."""
    aware = value if timezone.is_aware(value) else timezone.make_aware(value)
    return aware.astimezone(datetime.UTC).isoformat(timespec="seconds")
