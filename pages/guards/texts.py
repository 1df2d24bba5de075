"""No save, move or delete of a text around its SOP.

Permission testers answer people; these receivers answer code, where nobody asked:
``revision.publish()`` in a shell, a scheduled publish, an alias, a copy, a base
``Page`` saved by hand. ``QuerySet.update()`` and SQL send no signal and are for
those who own the server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.signals import pre_delete, pre_save
from wagtail.models import Page
from wagtail.signals import pre_page_move

from pages import gate
from pages.content import canonical
from pages.content.canonical import BASE_FIELDS
from pages.content.housekeeping import is_housekeeping
from pages.errors import NaskahError, PublishingDenied
from pages.file_locks import hold_files
from pages.models import InstansiPage, NaskahPage
from pages.models.naskah import is_governed
from pages.signals import every, receiver_of, unless_raw

if TYPE_CHECKING:
    from collections.abc import Collection


@receiver_of(pre_save, every(Page))
@unless_raw
def guard_save(
    sender: type,
    instance: Page,
    update_fields: Collection[str] | None = None,
    **kwargs: Any,
) -> None:
    """Let a governed page's live row change only as its gate allows."""
    if not is_governed(instance):
        guard_place(instance)
        return
    if instance.alias_of_id:
        raise PublishingDenied(
            "Halaman yang diatur SOP tidak dapat dijadikan alias. "
            "Salin sebagai konsep, lalu ajukan menurut SOP."
        )
    if is_housekeeping(update_fields):
        return
    stored = stored_live(instance)
    if instance.live:
        if stored is None or not says_the_same(stored, instance):
            specific = as_specific(instance)
            specific.check_publishable()
            hold_files(specific)
            gate.current().check_publication(specific, revision_of(instance))
    elif stored is not None:
        gate.current().check_withdrawal(as_specific(instance))


def guard_place(place: Page) -> None:
    """An office or index is not taken off the site over its live pages."""
    if place.live or stored_live(place) is None:
        return
    for page in Page.objects.descendant_of(place).live():
        if is_governed(page):
            raise NaskahError(
                f"Di bawah “{place.title}” masih ada halaman yang tayang, antara lain "
                f"“{page.title}”. Tarik dahulu halaman itu."
            )


@receiver_of(pre_delete, every(NaskahPage))
def guard_delete(sender: type, instance: NaskahPage, **kwargs: Any) -> None:
    """Refuse deletion of a page that is live or lies with its reviewers."""
    gate.current().check_removal(instance)


@receiver_of(pre_page_move, every(Page, but=InstansiPage))
def guard_move(
    sender: type,
    instance: Page,
    parent_page_before: Page,
    parent_page_after: Page,
    **kwargs: Any,
) -> None:
    """Keep every page in the office whose SOP it follows."""
    before, after = (
        InstansiPage.of(parent_page_before),
        InstansiPage.of(parent_page_after),
    )
    if before != after:
        raise NaskahError(
            "Halaman tidak dapat dipindahkan ke instansi lain: SOP dan jejaknya "
            "milik instansi asal. Salin sebagai konsep di instansi tujuan."
        )


def as_specific(page: Page) -> NaskahPage:
    """``page`` as its own type; of a bare ``Page``, as its save would leave it."""
    if isinstance(page, NaskahPage):
        return page
    specific: NaskahPage = page.specific_class._base_manager.get(pk=page.pk)
    for field in Page._meta.concrete_fields:
        setattr(specific, field.attname, getattr(page, field.attname))
    return specific


def stored_live(page: Page) -> Page | None:
    """The live row as the public sees it now, or ``None``."""
    if page.pk is None:
        return None
    return type(page)._base_manager.filter(pk=page.pk, live=True).first()


def says_the_same(stored: Page, page: Page) -> bool:
    """Whether the public text stays; a bare ``Page`` holds its own columns alone."""
    if isinstance(stored, NaskahPage) and isinstance(page, NaskahPage):
        return canonical.says_the_same(stored, page)
    return all(getattr(stored, name) == getattr(page, name) for name in BASE_FIELDS)


def revision_of(page: Page) -> Any:
    """The revision the live row claims to come from."""
    return page.live_revision
