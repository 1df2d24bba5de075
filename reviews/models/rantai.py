"""The head of the trail, which every act takes in turn."""

from __future__ import annotations

from django.db import models

GENESIS = "0" * 64


class RantaiJejak(models.Model):
    """The head of the chain: how many rows there are and the hash of the last."""

    jumlah = models.PositiveBigIntegerField("jumlah baris", default=0)
    hash = models.CharField("hash terakhir", max_length=64, default=GENESIS)

    class Meta:
        verbose_name = "rantai jejak"
        verbose_name_plural = "rantai jejak"

    def __str__(self) -> str:
        return f"{self.jumlah} baris, {self.hash}"

    @classmethod
    def lock(cls) -> RantaiJejak:
        """The head, held until the caller's transaction ends: acts come one by one."""
        cls.objects.get_or_create(pk=1)
        return cls.objects.select_for_update().get(pk=1)
