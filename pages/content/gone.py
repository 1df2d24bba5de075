"""Identities outlive pages: kept when one is deleted, asked when it is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.models import Page

from pages.content.gone_pages import GonePage

if TYPE_CHECKING:
    from collections.abc import Collection


@receiver(pre_delete, sender=Page)
def keep_identity(sender: type, instance: Page, **kwargs: Any) -> None:
    identity = {"identitas": instance.translation_key}
    GonePage.objects.update_or_create(nomor=instance.pk, defaults=identity)


def identities_of_gone(missing: Collection[int]) -> dict[tuple[str, int], str]:
    """Who they were, as far as that is known; no query for none."""
    rows = GonePage.objects.in_bulk(list(missing)) if missing else {}
    return {("page", pk): str(row.identitas) for pk, row in rows.items()}
