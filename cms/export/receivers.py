"""What changes the files of an export, heard in the transaction of the change.

The queue's row is part of that transaction: there is one exactly when there is a
change. A withdrawal does not wait for the queue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.dispatch import receiver

from cms.export.addresses import pages, proofs
from cms.export.tasks import remove_files, update_files
from pages.models import InstansiPage
from pages.sections import sections
from pages.signals import Peristiwa, page_written, public_changed
from reviews import events
from reviews.papers.naskah import Naskah
from reviews.papers.sop import SOP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wagtail.models import Page

    from pages.signals import PublicChange
    from reviews.papers.jejak import Jejak

OFFICE = "instansi"


@receiver(public_changed)
def export_changes(sender: Any, changes: list[PublicChange], **kwargs: Any) -> None:
    """Pages appeared, changed or went."""
    if not settings.EXPORT_TARGET:
        return
    update_files.enqueue(details_of(changes), offices_of(changes))
    gone = [change for change in changes if change.peristiwa == Peristiwa.TARIK]
    if gone:
        remove_after_commit(details_of(gone))


def remove_after_commit(paths: list[str]) -> None:
    """What went is gone before whoever withdrew it gets an answer."""

    def remove() -> None:
        remove_files(paths)

    transaction.on_commit(remove, robust=True)


@receiver(page_written)
def export_menu(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """What a menu says of a section changes no row, and so is no public change."""
    if not settings.EXPORT_TARGET or sender._meta.model_name not in sections():
        return
    office = InstansiPage.of(instance) if instance.live else None
    if office:
        update_files.enqueue([], [office.slug])


@receiver(events.sop_changed)
def export_sop(sop: SOP, **kwargs: Any) -> None:
    if settings.EXPORT_TARGET:
        update_files.enqueue(paths("sop", [sop.pk]), [sop.instansi.slug])


@receiver(events.row_written)
def export_proof(row: Jejak, **kwargs: Any) -> None:
    """One more paraf or signature on what was published."""
    if not settings.EXPORT_TARGET or row.naskah_id is None:
        return
    own = Naskah.objects.filter(pk=row.naskah_id)
    if row.naskah.kode_verifikasi:
        update_files.enqueue([address.path for address in proofs(own)], [])


def details_of(changes: list[PublicChange]) -> list[str]:
    """The addresses that are about these pages alone."""
    page_ids = [change.page_id for change in changes]
    own = [one for change in changes for one in paths(change.jenis, [change.page_id])]
    offices = [change.page_id for change in changes if change.jenis == OFFICE]
    sops = SOP.objects.filter(instansi__in=offices).values_list("pk", flat=True)
    rounds = Naskah.objects.filter(page__in=page_ids)
    return [*own, *(one.path for one in proofs(rounds)), *paths("sop", sops)]


def paths(jenis: str, ids: Iterable[int]) -> list[str]:
    return [address.path for address in pages(jenis, ids)]


def offices_of(changes: list[PublicChange]) -> list[str] | None:
    """Slugs of the offices whose lists change; ``None`` is all, where one itself did.

    No page ever moves from one office to another.
    """
    if any(change.jenis == OFFICE for change in changes):
        return None
    chosen = {change.instansi_id for change in changes}
    offices = InstansiPage.objects.filter(pk__in=chosen)
    return sorted(offices.values_list("slug", flat=True))
