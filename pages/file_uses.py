"""Which governed texts show a file: those that are live, and those that soon will be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex, Revision

from pages.content.canonical import references
from pages.models import NaskahPage, SiteImage
from pages.models.naskah import is_governed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet


def live_pages_with(files: QuerySet[Any]) -> list[Page]:
    """By Wagtail's reference index, which knows the text that is live."""
    uses = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(files.model),
        to_object_id__in=files.annotate(key=Cast("pk", CharField())).values("key"),
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
    )
    ids = {int(pk) for pk in uses.values_list("object_id", flat=True)}
    return [
        page for page in Page.objects.filter(pk__in=ids, live=True) if is_governed(page)
    ]


def scheduled_pages_with(files: QuerySet[Any]) -> Iterator[NaskahPage]:
    """The index does not know them: of a correction the live row says nothing yet."""
    revisions = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    for page in (revision.as_object() for revision in revisions):
        if isinstance(page, NaskahPage):
            uses = references(page)
            shown = uses.images if files.model is SiteImage else uses.documents
            if files.filter(pk__in=shown).exists():
                yield page
