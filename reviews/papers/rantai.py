"""The head of an office's trail, which its acts take in turn."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.functional import cached_property

from pages.models import InstansiPage

GENESIS = "0" * 64
# Of what no office owns: kategori, offices themselves.
SITUS = uuid.UUID(int=0)


class RantaiJejak(models.Model):
    """One chain: how many rows it has and the hash of the last.

    It goes by the office's identity, not by its page: it outlives both.
    """

    kantor = models.UUIDField("kantor", unique=True, default=SITUS)
    jumlah = models.PositiveBigIntegerField("jumlah baris", default=0)
    hash = models.CharField("hash terakhir", max_length=64, default=GENESIS)

    class Meta:
        verbose_name = "rantai jejak"
        verbose_name_plural = "rantai jejak"

    def __str__(self) -> str:
        return f"{self.jumlah} baris, {self.hash}"

    @cached_property
    def instansi(self) -> InstansiPage | None:
        """The office as it is today; None of what no office owns."""
        return InstansiPage.objects.filter(translation_key=self.kantor).first()

    @classmethod
    def lock(cls, instansi: InstansiPage | None) -> RantaiJejak:
        """The head, held until the caller's transaction ends.

        Acts of one office come one by one, and wait for no other office's.
        """
        kantor = instansi.translation_key if instansi else SITUS
        head = cls.objects.select_for_update().filter(kantor=kantor)
        if found := head.first():
            return found
        cls.objects.get_or_create(kantor=kantor)
        return head.get()
