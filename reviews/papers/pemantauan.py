"""The monitoring form of an SOP as an evaluator saved it: a record, never changed."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from pages.models import InstansiPage
from reviews.papers.jejak import AppendOnlyQuerySet
from reviews.papers.sop import SOP


class FormPemantauan(models.Model):
    """One SOP over one period, step by step, with who judged it written out.

    ``isi``: ``{"identitas": {…}, "kaidah": text, "baris": [{"no", "prosedur",
    "baik", "catatan", "tindakan"}, …]}``.
    """

    instansi = models.ForeignKey(
        InstansiPage,
        verbose_name="instansi",
        on_delete=models.PROTECT,
        related_name="+",
    )
    sop = models.ForeignKey(
        SOP, verbose_name="SOP", on_delete=models.PROTECT, related_name="pemantauan"
    )
    dari = models.DateField("dari tanggal")
    sampai = models.DateField("sampai tanggal")
    isi = models.JSONField("isi")
    pelaku = models.PositiveBigIntegerField("id pengguna")
    nama = models.CharField("nama penilai", max_length=255)
    nip = models.CharField("NIP", max_length=18, blank=True)
    jabatan = models.CharField("jabatan penilai", max_length=300)
    disimpan_pada = models.DateTimeField("disimpan pada", auto_now_add=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = "formulir pemantauan"
        verbose_name_plural = "formulir pemantauan"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"Pemantauan {self.sop}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("FormPemantauan rows are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("FormPemantauan rows are never deleted.")
