"""Initials and signatures, bound to the content they were given on."""

from __future__ import annotations

from django.db import models

from reviews.papers.jejak import AppendOnlyQuerySet, IsiNaskah, Jejak
from reviews.sop.kinds import Jenis


class Paraf(models.Model):
    """One paraf, signature or acknowledgement. Who and when stand in its trail row."""

    class Bentuk(models.TextChoices):
        PARAF = "paraf", "Paraf"
        TANDA_TANGAN = "tanda_tangan", "Tanda tangan"
        MENGETAHUI = "mengetahui", "Mengetahui"

    jejak = models.OneToOneField(
        Jejak, verbose_name="jejak", on_delete=models.PROTECT, related_name="paraf"
    )
    bentuk = models.CharField("bentuk", max_length=20, choices=Bentuk.choices)
    isi = models.ForeignKey(
        IsiNaskah, verbose_name="isi", on_delete=models.PROTECT, related_name="paraf"
    )
    catatan = models.TextField("catatan", blank=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = "paraf"
        verbose_name_plural = "paraf"
        ordering = ("jejak__nomor",)

    def __str__(self) -> str:
        return f"{self.get_bentuk_display()} {self.jejak.jabatan}"


# How the holder of a step signs, by its kind.
FORMS = {
    Jenis.MENGETAHUI: Paraf.Bentuk.MENGETAHUI,
    Jenis.TANDA_TANGAN: Paraf.Bentuk.TANDA_TANGAN,
    Jenis.VERIFIKASI_PARAF: Paraf.Bentuk.PARAF,
}
