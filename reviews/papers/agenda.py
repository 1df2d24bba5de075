"""Running numbers of the registers: per office and year, without gaps."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction

from pages.models import InstansiPage
from reviews.papers.rantai import RantaiJejak


class NomorAgenda(models.Model):
    """The last number given in a register of an office and year: no gaps, no twins."""

    instansi = models.ForeignKey(
        InstansiPage,
        verbose_name="instansi",
        on_delete=models.PROTECT,
        related_name="+",
    )
    register = models.CharField("register", max_length=20)
    tahun = models.PositiveSmallIntegerField("tahun")
    terakhir = models.PositiveIntegerField("nomor terakhir", default=0)

    class Meta:
        verbose_name = "nomor agenda"
        verbose_name_plural = "nomor agenda"
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "register", "tahun"], name="agenda_satu_per_tahun"
            )
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.tahun}: {self.terakhir}"

    @classmethod
    @transaction.atomic
    def take(cls, instansi: InstansiPage, register: str, year: int) -> int:
        """The next number; given back when the caller's transaction rolls back.

        The trail's head first, as every act does: else one act could hold it and wait
        for the number, and another the number and wait for it.
        """
        RantaiJejak.lock(instansi)
        key: dict[str, Any] = {
            "instansi": instansi,
            "register": register,
            "tahun": year,
        }
        cls.objects.get_or_create(**key)
        row = cls.objects.select_for_update().get(**key)
        row.terakhir += 1
        row.save(update_fields=["terakhir"])
        return row.terakhir
