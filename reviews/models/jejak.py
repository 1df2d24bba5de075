"""The trail: append-only, hash-chained, written in the transaction of the act."""

from __future__ import annotations

import datetime as dt
from typing import Any, NoReturn

from django.db import models, transaction
from django.utils import timezone

from pages.digest import digest_of
from reviews.models.naskah import Naskah
from reviews.models.rantai import RantaiJejak


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """What the product never does, it cannot do by mistake either."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError(f"{self.model.__name__} rows are never updated.")

    def delete(self) -> NoReturn:
        raise TypeError(f"{self.model.__name__} rows are never deleted.")


class JejakQuerySet(AppendOnlyQuerySet):
    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Jejak rows are written by Jejak.objects.append() alone.")

    @transaction.atomic
    def append(self, **fields: Any) -> Jejak:
        """Write one row at the end of the chain, in the caller's transaction."""
        head = RantaiJejak.lock()
        row = Jejak(nomor=head.jumlah + 1, sebelumnya=head.hash, **fields)
        row.hash = row.compute_hash()
        models.Model.save(row, force_insert=True)
        head.jumlah, head.hash = row.nomor, row.hash
        head.save(update_fields=["jumlah", "hash"])
        return row


class Jejak(models.Model):
    """One act: who (name, NIP, post and capacity written out), what, when, on what."""

    class Aksi(models.TextChoices):
        MULAI = "mulai", "Memulai naskah"
        CENTANG = "centang", "Menandai langkah selesai"
        SETUJU = "setuju", "Menyelesaikan langkah"
        KEMBALI = "kembali", "Mengembalikan"
        JADWAL = "jadwal", "Menjadwalkan penayangan"
        TAYANG = "tayang", "Menayangkan"
        BATAL_JADWAL = "batal_jadwal", "Membatalkan jadwal tayang"
        GAGAL = "gagal", "Gagal tayang pada jadwalnya"
        TARIK = "tarik", "Menarik dari penayangan"
        BERAKHIR = "berakhir", "Masa tayang berakhir"
        BATAL = "batal", "Membatalkan"
        SELESAI = "selesai", "Menutup berkas"
        TERUSKAN = "teruskan", "Meneruskan disposisi"
        TUNTAS = "tuntas", "Menyelesaikan disposisi"

    DECISIONS = (Aksi.SETUJU, Aksi.KEMBALI)
    RETURNS = (Aksi.KEMBALI, Aksi.GAGAL)
    """What puts a text before its drafter again, with ``alasan`` in ``data``."""
    BERSAMA = "bersama_jejak"
    """In ``data``: the number of the row whose act, by one form, did this one too."""

    nomor = models.PositiveBigIntegerField("nomor", unique=True)
    waktu = models.DateTimeField("waktu", default=timezone.now)
    naskah = models.ForeignKey(
        Naskah, verbose_name="naskah", on_delete=models.PROTECT, related_name="jejak"
    )
    aksi = models.CharField("perbuatan", max_length=20, choices=Aksi.choices)
    langkah = models.PositiveSmallIntegerField("langkah", null=True, blank=True)
    jenis = models.JSONField("jenis langkah", default=list, blank=True)
    task_state = models.PositiveBigIntegerField("tugas", null=True, blank=True)
    pelaku = models.PositiveBigIntegerField("id pengguna", null=True, blank=True)
    nama = models.CharField("nama", max_length=255, blank=True)
    nip = models.CharField("NIP", max_length=18, blank=True)
    jabatan = models.CharField("jabatan", max_length=300, blank=True)
    kapasitas = models.CharField("kapasitas", max_length=10, blank=True)
    digest = models.CharField("digest naskah", max_length=64, blank=True)
    revisi = models.PositiveBigIntegerField("revisi", null=True, blank=True)
    data = models.JSONField("rincian", default=dict, blank=True)
    sebelumnya = models.CharField("hash sebelumnya", max_length=64)
    hash = models.CharField("hash", max_length=64, unique=True)

    objects = JejakQuerySet.as_manager()

    class Meta:
        verbose_name = "jejak"
        verbose_name_plural = "jejak"
        ordering = ("nomor",)
        constraints = [
            models.UniqueConstraint(
                fields=["task_state"],
                condition=models.Q(aksi__in=("setuju", "kembali")),
                name="jejak_satu_putusan_per_tugas",
            )
        ]
        indexes = [
            models.Index(fields=["naskah", "nomor"], name="jejak_naskah_nomor"),
            models.Index(fields=["pelaku", "nomor"], name="jejak_pelaku_nomor"),
        ]

    def __str__(self) -> str:
        return f"{self.nomor}. {self.get_aksi_display()} · {self.jabatan or self.nama}"

    def save(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Jejak rows are written by Jejak.objects.append() alone.")

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Jejak rows are never deleted.")

    def compute_hash(self) -> str:
        """Hex SHA-256 over every column but ``id`` and ``hash`` itself (RFC 8785)."""
        row = {
            field.attname: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if field.attname not in ("id", "hash")
        }
        row["waktu"] = self.waktu.astimezone(dt.UTC).isoformat(timespec="microseconds")
        row["aksi"] = str(self.aksi)
        return digest_of(row)


class IsiNaskah(models.Model):
    """What was on the table, kept by its digest when Wagtail purges revisions."""

    digest = models.CharField("digest", max_length=64, primary_key=True)
    isi = models.JSONField("isi")

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = "isi naskah"
        verbose_name_plural = "isi naskah"

    def __str__(self) -> str:
        return self.digest

    @classmethod
    def keep(cls, content: dict[str, Any]) -> str:
        """Store ``content`` once; return its digest."""
        digest = digest_of(content)
        cls.objects.get_or_create(digest=digest, defaults={"isi": content})
        return digest
