"""A file that a live text uses is part of that text: it changes with it, by its SOP.

So is one of a text that was approved and waits for its hour.

Replacing the picture, what is said of it or a document's title would change what
the public reads, and no post would have seen it. Drafts may change their files; a
paraf given on the old file no longer fits then.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete, pre_save

from pages.content.files import said_beside
from pages.errors import NaskahError
from pages.file_locks import held
from pages.file_uses import live_pages_with, scheduled_pages_with
from pages.models import SiteDocument, SiteImage
from pages.signals import receiver_of, unless_raw

File = SiteImage | SiteDocument
FILES: tuple[type[File], ...] = (SiteImage, SiteDocument)


@receiver_of(pre_save, FILES)
@unless_raw
def guard_file_change(sender: type[File], instance: File, **kwargs: Any) -> None:
    """Refuse another file or another description under a live text.

    Locked first: who publishes a text with this file now is through afterwards.
    """
    if not instance.pk:
        return
    stored = held(sender._base_manager.filter(pk=instance.pk)).first()
    if stored is not None and public_face(stored) != public_face(instance):
        refuse_if_used(instance)


@receiver_of(pre_delete, FILES)
def guard_file_delete(sender: type[File], instance: File, **kwargs: Any) -> None:
    held(sender._base_manager.filter(pk=instance.pk)).first()
    refuse_if_used(instance)


def public_face(item: File) -> tuple[Any, ...]:
    """Which file it is, whether that is stored yet, and what stands beside it."""
    return str(item.file.name), bool(item.file._committed), said_beside(item)


def refuse_if_used(item: File) -> None:
    this = type(item)._base_manager.filter(pk=item.pk)
    for page in live_pages_with(this):
        raise NaskahError(
            f"“{item.title}” dipakai halaman “{page.title}” yang sedang tayang. "
            "Unggah sebagai berkas baru, lalu ajukan koreksi halaman itu."
        )
    for _ in scheduled_pages_with(this):  # unnamed: another office's draft, perhaps
        raise NaskahError(
            f"“{item.title}” dipakai naskah yang sudah disetujui dan dijadwalkan "
            "tayang. Unggah sebagai berkas baru, atau minta penanggung jawab informasi "
            "membatalkan dahulu jadwal tayangnya."
        )
