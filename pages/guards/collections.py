"""A file of a live or scheduled text stays in the open: no closed collection takes it.

Closing its collection, moving the collection or the file under a closed one would
take a part of approved texts from the public without a word in the trail.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import Collection, CollectionViewRestriction

from pages.errors import NaskahError
from pages.file_locks import held
from pages.file_uses import live_pages_with, scheduled_pages_with
from pages.guards.files import FILES
from pages.paths import path_prefixes
from pages.signals import files_moved, receiver_of, unless_raw

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from pages.guards.files import File


@receiver(pre_save, sender=CollectionViewRestriction)
@unless_raw
def guard_closing(
    sender: type, instance: CollectionViewRestriction, **kwargs: Any
) -> None:
    refuse_closing(instance.collection)


@receiver_of(pre_save, FILES)
@unless_raw
def guard_file_move(sender: type[File], instance: File, **kwargs: Any) -> None:
    moved = sender._base_manager.filter(pk=instance.pk)
    guard_files(sender, moved.exclude(collection=instance.collection_id), instance)


@receiver(files_moved)
def guard_files(
    sender: type, files: QuerySet[Any], instance: Any, **kwargs: Any
) -> None:
    """Those of ``files`` that lie in the open, on their way to where ``instance`` is."""
    if not is_closed(instance.collection):
        return
    list(held(files.order_by("pk")).values_list("pk"))  # who publishes one is through
    for pk in set(files.values_list("collection", flat=True)):
        if not is_closed(Collection.objects.get(pk=pk)):
            refuse_if_shown(files.filter(collection=pk))


def guarded(move: Callable[..., Any]) -> Callable[..., Any]:
    """``Collection.move``, of which Wagtail sends no signal."""

    @wraps(move)
    def moved(self: Collection, target: Collection, pos: str | None = None) -> Any:
        below = pos is not None and pos.endswith("child")
        if is_closed(target if below else target.get_parent()):
            refuse_closing(self)
        return move(self, target, pos)

    return moved


Collection.move = guarded(Collection.move)


def refuse_closing(collection: Collection) -> None:
    """Refuse where such a text shows a file at or below ``collection``."""
    if not is_closed(collection):
        below = {"collection__path__startswith": collection.path}
        for model in FILES:
            refuse_if_shown(model._base_manager.filter(**below))


def refuse_if_shown(files: QuerySet[Any]) -> None:
    for page in live_pages_with(files):
        raise NaskahError(
            f"Berkas yang dipakai halaman “{page.title}” akan hilang dari publik, "
            "sedangkan halaman itu sedang tayang. Tarik dahulu halaman itu, atau ajukan "
            "koreksi tanpa berkas tersebut."
        )
    for _ in scheduled_pages_with(files):  # unnamed: another office's draft, perhaps
        raise NaskahError(
            "Berkas yang dipakai naskah yang sudah disetujui dan dijadwalkan tayang "
            "akan tertutup bagi publik. Minta penanggung jawab informasi membatalkan "
            "dahulu jadwal tayangnya."
        )


def is_closed(collection: Collection | None) -> bool:
    """Whether it or one above it bears a view restriction."""
    paths = path_prefixes(collection.path if collection else "")
    return CollectionViewRestriction.objects.filter(collection__path__in=paths).exists()
