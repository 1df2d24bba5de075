"""What is live does not vanish behind a login: that is a withdrawal, with its reason."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.signals import pre_page_move

from pages import gate
from pages.errors import NaskahError
from pages.models.naskah import is_governed
from pages.paths import path_prefixes
from pages.signals import every, receiver_of, unless_raw


@receiver(pre_save, sender=PageViewRestriction)
@unless_raw
def guard_closing(sender: type, instance: PageViewRestriction, **kwargs: Any) -> None:
    refuse_hiding(instance.page)


@receiver_of(pre_page_move, every(Page))
def guard_hiding_move(
    sender: type, instance: Page, parent_page_after: Page, **kwargs: Any
) -> None:
    if is_closed(parent_page_after):
        refuse_hiding(instance)


def refuse_hiding(place: Page) -> None:
    """Refuse where a text at or below ``place`` is public, or soon would be."""
    if is_closed(place):
        return  # there is nothing public left to hide
    for page in Page.objects.descendant_of(place, inclusive=True).live():
        if is_governed(page):
            try:
                gate.current().check_withdrawal(page.specific)
            except NaskahError as error:
                said = f"“{page.title}” akan hilang dari publik. {error}"
                raise NaskahError(said) from error
    if has_scheduled(place):
        raise NaskahError(
            f"Pada “{place.title}” ada naskah yang sudah disetujui dan dijadwalkan "
            "tayang. Batalkan dahulu jadwal tayangnya."
        )


def has_scheduled(place: Page) -> bool:
    """Whether a text at or below ``place`` waits for its hour."""
    waiting = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    ids = [int(pk) for pk in waiting.values_list("object_id", flat=True)]
    below = Page.objects.descendant_of(place, inclusive=True)
    return below.filter(pk__in=ids).exists()


def is_closed(page: Page) -> bool:
    """Whether ``page`` or something above it bears a view restriction."""
    return PageViewRestriction.objects.filter(
        page__path__in=path_prefixes(page.path)
    ).exists()
