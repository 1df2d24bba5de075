"""What reviews shows in public answers: SOPs in force, and who stands behind a text."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from pages.reading import version
from pages.signals import unless_raw
from reviews.papers.jejak import Jejak
from reviews.papers.naskah import Naskah
from reviews.papers.sop import SOP


@receiver(post_save, sender=SOP)
@receiver(post_delete, sender=SOP)
@unless_raw
def touch_for_sop(sender: type, instance: SOP, **kwargs: Any) -> None:
    version.touch()


@receiver(post_save, sender=Naskah)
@unless_raw
def touch_for_naskah(sender: type, instance: Naskah, **kwargs: Any) -> None:
    """Only what was published can be verified, so only that is shown."""
    if instance.kode_verifikasi:
        version.touch()


@receiver(post_save, sender=Jejak)
@unless_raw
def touch_for_jejak(sender: type, instance: Jejak, **kwargs: Any) -> None:
    if instance.naskah and instance.naskah.kode_verifikasi:
        version.touch()
