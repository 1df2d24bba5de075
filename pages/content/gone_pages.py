"""Pages that were deleted while texts still led to them: the texts say what they said."""

from __future__ import annotations

from django.db import models


class GonePage(models.Model):
    """The identity behind the number of a page that is not there any more.

    A text that leads to it keeps its digest: nobody changed that text. Files need no
    such row: what a live text shows cannot be deleted.
    """

    nomor = models.BigIntegerField(primary_key=True)
    identitas = models.UUIDField()

    class Meta:
        verbose_name = "halaman yang dihapus"
        verbose_name_plural = "halaman yang dihapus"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.nomor}: {self.identitas}"
