"""The word that one is reading a text ("Sedang saya periksa"); not a lock."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import TaskState

LASTS = dt.timedelta(hours=2)


class KlaimQuerySet(models.QuerySet["Klaim"]):
    def standing(self, at: dt.datetime | None = None) -> KlaimQuerySet:
        """Those that still say something: young enough, their step undecided."""
        return self.filter(
            sejak__gt=(at or timezone.now()) - LASTS,
            task_state__status=TaskState.STATUS_IN_PROGRESS,
        )


class Klaim(models.Model):
    """Who is reading a text that waits, so that two do not read the same one.

    It passes with the decision, on release, and after :data:`LASTS`; a deputy may
    decide in spite of it.
    """

    task_state = models.OneToOneField(
        TaskState,
        verbose_name="langkah yang menunggu",
        on_delete=models.CASCADE,
        related_name="klaim",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="pemeriksa",
        on_delete=models.CASCADE,
        related_name="+",
    )
    nama = models.CharField("nama", max_length=255)
    sejak = models.DateTimeField("sejak", default=timezone.now)

    objects = KlaimQuerySet.as_manager()

    class Meta:
        verbose_name = "klaim pemeriksaan"
        verbose_name_plural = "klaim pemeriksaan"

    def __str__(self) -> str:
        return f"Sedang diperiksa {self.nama}"

    @property
    def is_standing(self) -> bool:
        """Whether it is young enough to say something."""
        return self.sejak > timezone.now() - LASTS
