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
from wagtail.fields import StreamField
from wagtail.images import get_image_model

from pages import gate
from pages.content.blocks import canonical_stream
from pages.content.digest import digest_of
from pages.content.files import Targets
from pages.content.form import SKEMA
from pages.content.stream import References, plain_stream

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pages.content.form import Content
    from pages.models.naskah import NaskahPage

BASE_FIELDS = ("title", "slug", "seo_title", "search_description", "expire_at")
TYPE, FILES, OFFICE = "type", "files", "instansi"


def public_contents(pages: Sequence[NaskahPage]) -> list[Content]:
    """``type``, ``skema``, ``instansi``, the public fields that say something, ``files``.

    Files, pages and what stands around the text are named by UUID (a tag by its slug);
    ``files`` maps each file's to its SHA-256 and what is said beside it. The number of
    queries does not grow with the pages.
    """
    found = [references(page) for page in pages]
    targets = Targets(found)
    offices = pages[0].instansi_of_each(pages) if pages else ()
    return [
        {
            **written(type(page), fields_of(page, targets)),
            **({OFFICE: str(office.translation_key)} if office else {}),
            FILES: targets.files(shown),
        }
        for page, shown, office in zip(pages, found, offices, strict=True)
    ]


def digests(pages: Sequence[NaskahPage]) -> dict[Any, str]:
    """By page id: the digest on record, where what is on record says the same."""
    contents = public_contents(pages)
    kept = gate.current().kept_digests(pages, contents)
    return {
        page.pk: digest or digest_of(content)
        for page, digest, content in zip(pages, kept, contents, strict=True)
    }


def public_content(page: NaskahPage) -> Content:
    """Of one page."""
    (content,) = public_contents([page])
    return content


def fields_of(page: NaskahPage, targets: Targets) -> Content:
    names = (*BASE_FIELDS, *page.public_fields)
    return {name: field_value(page, name, targets) for name in names}


def written(model: Any, values: Content) -> Content:
    """``values`` of the attributes of ``model`` in its form, with its number."""

    def default(name: str) -> Any:
        return meant(model, name)

    form = model.form
    head = {TYPE: form.name, SKEMA: form.skema}
    return head | form.written(values, default)


def meant(model: Any, name: str) -> Any:
    """What the field says where it is left out; what a day gives is always written."""
    if name in model.form.defaults:
        return model.form.defaults[name]
    fields = {field.name: field for field in model._meta.get_fields()}
    default = getattr(fields.get(name), "default", models.NOT_PROVIDED)
    if default is models.NOT_PROVIDED or callable(default):
        return None
    return scalar(fields[name], default)


def says_the_same(one: NaskahPage, other: NaskahPage) -> bool:
    """Whether the public reads the same of both."""
    first, second = public_contents([one, other])
    return first == second


def references(page: NaskahPage) -> References:
    """Every file and page that the public fields of ``page`` point at."""
    found = References()
    for name in page.public_fields:
        field = page._meta.get_field(name)
        if isinstance(field, StreamField):
            plain_stream(getattr(page, name), found.read_leaf)
        elif is_image(field) and (pk := getattr(page, f"{name}_id")):
            found.images.add(pk)
    return found


def field_value(page: NaskahPage, name: str, targets: Targets) -> Any:
    """One field as JSON."""
    field = page._meta.get_field(name)
    if isinstance(field, ClusterTaggableManager):
        return sorted({tag.slug for tag in getattr(page, name).all()})
    if isinstance(field, StreamField):
        return canonical_stream(getattr(page, name), targets.identities)
    if is_image(field):
        return targets.identities.get(("image", getattr(page, f"{name}_id")))
    if field.is_relation:
        related = getattr(page, name)
        return str(related.uuid) if related else None
    return scalar(field, getattr(page, name))


def is_image(field: Any) -> bool:
    return field.related_model is get_image_model()


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
