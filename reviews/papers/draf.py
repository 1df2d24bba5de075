"""An SOP that is being written and is in force for nobody."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from pages.content.digest import digest_of
from pages.models import InstansiPage
from reviews.sop.write import pruned


class DrafSOP(models.Model):
    """A document with all the faults it may have; adoption makes it an SOP.

    ``isi`` holds the keys of :class:`reviews.sop.shape.SOPDokumen` as far as they are
    filled in; ``catatan`` what is to be checked after an import.
    """

    instansi = models.ForeignKey(
        InstansiPage,
        verbose_name="instansi",
        on_delete=models.PROTECT,
        related_name="draf_sop",
    )
    nama = models.CharField("nama SOP", max_length=500)
    isi = models.JSONField("isi", default=dict)
    asal = models.CharField("asal", max_length=255, blank=True)
    catatan = models.JSONField("catatan impor", default=list, blank=True)
    penyusun = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="penyusun",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
    )
    dibuat_pada = models.DateTimeField("dibuat pada", auto_now_add=True)
    diubah_pada = models.DateTimeField("diubah pada", auto_now=True)

    class Meta:
        verbose_name = "draf SOP"
        verbose_name_plural = "draf SOP"
        ordering = ("-diubah_pada",)
        permissions = [("berlakukan_drafsop", "Dapat memberlakukan draf SOP")]

    def __str__(self) -> str:
        return self.nama

    @property
    def digest(self) -> str:
        """Of what it says; keys that say nothing do not count."""
        return digest_of(pruned(self.isi))
