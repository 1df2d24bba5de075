"""What a reviewer reads in a preview: every public field, and no other."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import template
from django.db.models import Field
from django.utils.text import capfirst

from pages.compare_text import date_text
from pages.models import SiteImage

if TYPE_CHECKING:
    from wagtail.models import Page

register = template.Library()


@register.simple_tag
def public_rows(page: Page) -> list[tuple[str, Any]]:
    """``(label, value)`` of each public field that is filled in, in its order.

    These are the fields that a paraf binds to, so nothing the public will read is
    missing from what the reviewer read.
    """
    rows = []
    for name in getattr(page, "public_fields", ()):
        if value := shown_value(page, name):
            label = page._meta.get_field(name).verbose_name
            rows.append((capfirst(str(label)), value))
    return rows


@register.filter
def is_image(value: Any) -> bool:
    """Whether ``value`` is to be shown as a picture."""
    return isinstance(value, SiteImage)


def shown_value(page: Page, name: str) -> Any:
    """The field's value as people read it."""
    value = getattr(page, name)
    if hasattr(value, "names"):  # tags
        return ", ".join(sorted(tag.name for tag in value.all()))
    field = page._meta.get_field(name)
    if isinstance(field, Field) and field.choices:
        return getattr(page, f"get_{name}_display")()
    return date_text(value) if isinstance(value, dt.date) else value
