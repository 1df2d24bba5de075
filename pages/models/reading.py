"""Rows made for reading: what the API says of a page, rendered when it changes.

Nothing here is a source of truth. ``manage.py rebuild_reading`` makes all of it again
from the pages; ``--check`` reports differences, and there must be none.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils import timezone
from wagtail.models import Page

# Undated rows sort as the oldest, alike on every database.
UNDATED = dt.date.min


class ReadRow(models.Model):
    """One public page: the columns that lists choose and sort by, and its list item."""

    class Jenis(StrEnum):
        """Kinds that more is made of than lists; all are declared in pages/site/types."""

        BERITA = "berita"
        INFORMASI_PUBLIK = "informasi-publik"
        INSTANSI = "instansi"

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    jenis = models.CharField(max_length=16)
    # The office's page id; of an office, its own.
    instansi_id = models.BigIntegerField(null=True)
    # Category slug, klasifikasi, kind of office or kind of laman: one per page.
    golongan = models.CharField(max_length=255, blank=True)
    tanggal = models.DateField(default=UNDATED)
    judul = models.CharField(max_length=255)
    slug = models.CharField(max_length=255)
    nomor = models.CharField(max_length=64, blank=True)
    path = models.CharField(max_length=2000)
    terbit_pada = models.DateTimeField(null=True)
    diperbarui_pada = models.DateTimeField(null=True)
    berakhir_pada = models.DateTimeField(null=True)
    ditulis_pada = models.DateTimeField(default=timezone.now)  # this row, by whomever
    # The list item and everything ``fields`` may ask for, as ready JSON objects.
    item = models.TextField()
    etag = models.CharField(max_length=32)
    digest = models.CharField(max_length=64, blank=True)  # of governed pages

    class Meta:
        verbose_name = "baris baca"
        verbose_name_plural = "baris baca"
        default_permissions = ()
        indexes = [
            models.Index("jenis", "tanggal", "page", name="read_tanggal"),
            models.Index("jenis", "judul", "page", name="read_judul"),
            models.Index("jenis", "nomor", "page", name="read_nomor"),
            models.Index("jenis", "golongan", "tanggal", "page", name="read_golongan"),
            models.Index(
                "jenis", "instansi_id", "tanggal", "page", name="read_instansi"
            ),
            models.Index("path", name="read_path"),
            models.Index("slug", "jenis", name="read_slug"),
            models.Index(
                "berakhir_pada",
                condition=models.Q(berakhir_pada__isnull=False),
                name="read_berakhir",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jenis}: {self.judul}"


class ReadBody(models.Model):
    """One ready answer about a page: bytes that go out as they lie here, or unpacked."""

    class Bentuk(models.TextChoices):
        ZSTD = "zstd"  # the detail, packed (see ``pages.reading.packing``)
        GZIP = "gzip"  # the same in the other codings of HTTP
        BROTLI = "br"
        RSS = "rss"  # one entry of a feed, packed
        ATOM = "atom"
        JSON_FEED = "jsonfeed"
        SITEMAP = "sitemap"  # one <url>, as it is

    row = models.ForeignKey(ReadRow, on_delete=models.CASCADE, related_name="bodies")
    bentuk = models.CharField(max_length=8, choices=Bentuk.choices)
    isi = models.BinaryField()

    class Meta:
        verbose_name = "isi baca"
        verbose_name_plural = "isi baca"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["row", "bentuk"], name="read_body_once")
        ]

    def __str__(self) -> str:
        return f"{self.row_id} ({self.bentuk})"


class ReadTag(models.Model):
    """A key under which ``tag=`` finds a row: the tag's slug or its lower-case name."""

    row = models.ForeignKey(ReadRow, on_delete=models.CASCADE, related_name="tags")
    kunci = models.CharField(max_length=100)
    tanggal = models.DateField()

    class Meta:
        verbose_name = "tag baca"
        verbose_name_plural = "tag baca"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["row", "kunci"], name="read_tag_once")
        ]
        indexes = [models.Index("kunci", "tanggal", "row", name="read_tag_tanggal")]

    def __str__(self) -> str:
        return f"{self.row_id}: {self.kunci}"


class ReadVersion(models.Model):
    """The number of what the public sees: one row, another number with every change.

    It is drawn at random, not counted up: after a rollback or a restored backup a
    counter would come to a number again that caches already know.
    """

    nomor = models.BigIntegerField(default=0)
    berubah_pada = models.DateTimeField()

    class Meta:
        verbose_name = "versi baca"
        verbose_name_plural = "versi baca"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.nomor)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)
