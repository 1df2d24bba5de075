"""An approved hour stands until it is called off by an act."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Revision

from pages.errors import NaskahError
from pages.signals import unless_raw
from reviews.papers.naskah import Naskah


@receiver([pre_delete, pre_save], sender=Revision)
@unless_raw
def guard_schedule(sender: type, instance: Revision, **kwargs: Any) -> None:
    """An approved hour is called off by an act with its reason, and not set anew."""
    if instance.pk is None:
        return
    naskah = Naskah.objects.scheduled().filter(revisi_disetujui=instance.pk).first()
    saved = "update_fields" in kwargs
    if naskah is None or (
        saved and instance.approved_go_live_at == naskah.jadwal_tayang
    ):
        return
    raise NaskahError(
        "Jadwal tayang naskah yang sudah disetujui dibatalkan oleh penanggung jawab "
        "informasi, dengan alasan, pada layar “Di mana naskah ini”."
    )
