"""Old addresses of pages that were renamed or moved.

Wagtail's own handlers ask a page for its URL, and on a server without a public site
it has none; here the read rows say which paths have changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.signals import pre_page_move

from pages import sections
from pages.content.public import public_path
from pages.models import NaskahPage
from pages.reading import version
from pages.signals import every, public_changed, receiver_of, unless_raw

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pages.signals import PublicChange

LONGEST = Redirect._meta.get_field("old_path").max_length or 0


@receiver(public_changed)
def keep_old_addresses(
    sender: Any, changes: Iterable[PublicChange], **kwargs: Any
) -> None:
    """Lead from each path that a page has left to the page, wherever it goes next."""
    lead_on(
        {
            change.path_sebelum: change.page_id
            for change in changes
            if change.path and change.path_sebelum not in {"", change.path}
        }
    )


@receiver_of(pre_save, every(Page, but=NaskahPage))
@unless_raw
def keep_renamed_indexes(sender: type, instance: Page, **kwargs: Any) -> None:
    """Wagtail's own signal of a new slug comes after the commit."""
    if not instance.pk:
        return
    stored = Page.objects.filter(pk=instance.pk).values_list("url_path", flat=True)
    before = stored.first()
    if before and before != instance.url_path:
        keep_old_indexes(before)


@receiver_of(pre_page_move, every(Page))
def keep_moved_indexes(
    sender: type,
    instance: Page,
    url_path_before: str,
    url_path_after: str,
    **kwargs: Any,
) -> None:
    if url_path_before != url_path_after:
        keep_old_indexes(url_path_before)


def keep_old_indexes(url_path: str) -> None:
    """The index pages below ``url_path`` leave; they have no rows to tell of it."""
    leaving = Page.objects.live().filter(
        url_path__startswith=url_path, content_type__model__in=sections.indexes()
    )
    lead_on({public_path(page): page.pk for page in leaving})


def lead_on(left: dict[str, int]) -> None:
    """Redirects from these paths to the pages with these ids.

    What somebody entered by hand stays, and goes first (``pages.site.api.alamat``).
    """
    if not left:
        return
    paths = {Redirect.normalise_path(path): pk for path, pk in left.items()}
    ours = Redirect.objects.filter(automatically_created=True, site=None)
    ours.filter(old_path__in=paths).delete()
    Redirect.objects.bulk_create(
        Redirect(old_path=path, redirect_page_id=pk, automatically_created=True)
        for path, pk in paths.items()
        if len(path) <= LONGEST
    )


@receiver([post_save, post_delete], sender=Redirect)
@unless_raw
def note_redirect(sender: type, instance: Redirect, **kwargs: Any) -> None:
    """What an address answers has changed."""
    version.touch()
