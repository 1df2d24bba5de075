"""A file that an archive still has to take is not lost meanwhile.

The queue writes bags after their step. Until one is read back, the files that it takes
are only here: replaced or deleted, they could never be archived. Another title or
collection is no loss, for a bag holds the words that were approved.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.db.models.fields.json import KT
from django.db.models.signals import pre_delete, pre_save

from pages.errors import NaskahError
from pages.guards.files import FILES, File, refuse_if_used
from pages.signals import receiver_of, unless_raw
from reviews.papers.jejak import IsiNaskah
from reviews.papers.laporan import Arsip
from reviews.papers.naskah import Naskah


@receiver_of(pre_save, FILES)
@unless_raw
def guard_replacement(sender: type[File], instance: File, **kwargs: Any) -> None:
    stored = sender._base_manager.filter(pk=instance.pk).first()
    if stored is None:
        return
    if stored.file.name != instance.file.name or not instance.file._committed:
        refuse_if_awaited(stored)


@receiver_of(pre_delete, FILES)
def guard_deletion(sender: type[File], instance: File, **kwargs: Any) -> None:
    refuse_if_awaited(instance)


def refuse_if_awaited(item: File) -> None:
    """Which text it is remains unsaid: another office's, perhaps."""
    refuse_if_used(item)  # says which, where it is live
    if is_awaited(item):
        raise NaskahError(
            f"“{item.title}” masih diperlukan untuk arsip sebuah naskah yang pernah "
            "tayang. Berkas ini dapat diganti atau dihapus sesudah naskah itu selesai "
            "diarsipkan: arsipnya berkeadaan “Terarsip”."
        )


def is_awaited(item: File) -> bool:
    """Whether a bag that is not written yet takes ``item``, as it is stored.

    Nor is that of a dossier that is still open, even where its page is off the site.
    After publication the step stood before the berkas, which names its text
    (:func:`reviews.trail.bag.payload_of`). One that was lost before may be put back.
    """
    taken = {f"isi__files__{item.uuid}__sha256": item.get_sha256()}
    unwritten = Arsip.objects.exclude(status=Arsip.Status.TERARSIP)
    ahead = Naskah.objects.filter(berkas__isnull=False, berkas__ditutup_pada=None)
    tables = IsiNaskah.objects.filter(
        Q(digest__in=unwritten.values("jejak__digest"))
        | Q(digest__in=ahead.values("digest_disetujui"))
    )
    texts = tables.values(text=KT("isi__naskah"))
    needed = IsiNaskah.objects.filter(Q(pk__in=tables.values("pk")) | Q(pk__in=texts))
    return needed.filter(**taken).exists()
