"""The full-text index: what is searched of each public page, and the words in it.

Like all rows made for reading, nothing here is a source of truth. The index proper is
no model: migration 0003 makes it, after the ways of the database.
"""

from __future__ import annotations

from django.db import models

from pages.models.reading import ReadRow


class SearchText(models.Model):
    """The words of one public page."""

    # Its date and its page id in one number, so that the index is in the order of
    # time: the newest hits are found without looking at the others.
    kunci = models.BigIntegerField(primary_key=True)
    page = models.OneToOneField(ReadRow, on_delete=models.CASCADE, related_name="+")
    judul = models.TextField()
    ringkasan = models.TextField(blank=True)
    isi = models.TextField(blank=True)
    # What a search may be narrowed to, each as a word that nobody writes.
    saring = models.TextField(blank=True)

    class Meta:
        verbose_name = "teks cari"
        verbose_name_plural = "teks cari"
        default_permissions = ()

    def __str__(self) -> str:
        return self.judul


class SearchWord(models.Model):
    """One word of the public texts, and in how many of them it stands."""

    kata = models.CharField(max_length=40, unique=True)
    akar = models.CharField(max_length=40)
    jumlah = models.IntegerField()

    class Meta:
        verbose_name = "kata cari"
        verbose_name_plural = "kata cari"
        default_permissions = ()
        indexes = [models.Index("akar", name="search_akar")]

    def __str__(self) -> str:
        return self.kata


class SearchSlip(models.Model):
    """A word with at most one letter left out, as a number: where slips meet it."""

    kata = models.ForeignKey(SearchWord, on_delete=models.CASCADE, related_name="slips")
    sidik = models.BigIntegerField()

    class Meta:
        verbose_name = "salah tik"
        verbose_name_plural = "salah tik"
        default_permissions = ()
        indexes = [models.Index("sidik", "kata", name="search_sidik")]

    def __str__(self) -> str:
        return f"{self.sidik}: {self.kata_id}"
