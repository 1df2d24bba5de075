"""Mail about naskah: the outbox, and how each person wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from reviews.papers.langkah import LangkahTaskState
from reviews.papers.naskah import Naskah

if TYPE_CHECKING:
    import datetime as dt


class PilihanSurat(models.Model):
    """How a person wants notices and reminders. Without a row: at once."""

    class Cara(models.TextChoices):
        LANGSUNG = "langsung", "Langsung"
        RINGKASAN = "ringkasan", "Satu ringkasan tiap hari kerja"
        TIDAK = "tidak", "Tidak perlu"

    # A notice is never lost: the day's digest is the least.
    PEMBERITAHUAN = [Cara.LANGSUNG, Cara.RINGKASAN]

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name="pengguna",
        on_delete=models.CASCADE,
        related_name="pilihan_surat",
    )
    pemberitahuan = models.CharField(
        "giliran, pengembalian, disposisi, dan penayangan",
        max_length=20,
        choices=[(cara.value, cara.label) for cara in PEMBERITAHUAN],
        default=Cara.LANGSUNG,
    )
    pengingat = models.CharField(
        "pengingat tenggat",
        max_length=20,
        choices=Cara.choices,
        default=Cara.LANGSUNG,
    )

    class Meta:
        verbose_name = "pilihan surat"
        verbose_name_plural = "pilihan surat"

    def __str__(self) -> str:
        return f"{self.user}: {self.pemberitahuan}, {self.pengingat}"


class SuratQuerySet(models.QuerySet["Surat"]):
    def due(self, at: dt.datetime | None = None) -> SuratQuerySet:
        """What is to be sent, or tried again, now."""
        return self.filter(
            status=Surat.Status.MENUNGGU, waktu_berikut__lte=at or timezone.now()
        )

    def for_digest(self) -> SuratQuerySet:
        """What waits for its reader's next digest."""
        return self.filter(status=Surat.Status.RINGKASAN, ringkasan__isnull=True)


class Surat(models.Model):
    """One mail to one person. ``kunci`` is its reason: for each reason one mail."""

    class Jenis(models.TextChoices):
        GILIRAN = "giliran", "Giliran Anda"
        KEMBALI = "kembali", "Dikembalikan"
        DISPOSISI = "disposisi", "Disposisi"
        JADWAL = "jadwal", "Dijadwalkan tayang"
        TAYANG = "tayang", "Tayang"
        BATAL_JADWAL = "batal_jadwal", "Jadwal tayang dibatalkan"
        GAGAL = "gagal", "Gagal tayang"
        SEBELUM = "sebelum", "Menjelang jatuh tempo"
        SAAT = "saat", "Jatuh tempo"
        SESUDAH = "sesudah", "Lewat jatuh tempo"
        ESKALASI = "eskalasi", "Perlu perhatian atasan"
        RINGKASAN = "ringkasan", "Ringkasan harian"

    # About a step that waits: to those who may act, and only while it waits.
    OF_WAITING_STEP = (Jenis.GILIRAN, Jenis.SEBELUM, Jenis.SAAT, Jenis.SESUDAH)
    REMINDERS = (Jenis.SEBELUM, Jenis.SAAT, Jenis.SESUDAH)

    class Status(models.TextChoices):
        MENUNGGU = "menunggu", "Menunggu"
        RINGKASAN = "ringkasan", "Dalam ringkasan"
        TERKIRIM = "terkirim", "Terkirim"
        BATAL = "batal", "Tidak perlu lagi"
        GAGAL = "gagal", "Gagal"

    kunci = models.CharField("kunci", max_length=120, unique=True)
    penerima = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="penerima",
        on_delete=models.CASCADE,
        related_name="surat",
    )
    jenis = models.CharField("jenis", max_length=20, choices=Jenis.choices)
    naskah = models.ForeignKey(
        Naskah,
        verbose_name="naskah",
        on_delete=models.CASCADE,
        related_name="surat",
        null=True,
        blank=True,
    )
    task_state = models.ForeignKey(
        LangkahTaskState,
        verbose_name="langkah",
        on_delete=models.CASCADE,
        related_name="surat",
        null=True,
        blank=True,
    )
    data = models.JSONField("rincian", default=dict, blank=True)
    ringkasan = models.ForeignKey(
        "self",
        verbose_name="ringkasan",
        on_delete=models.SET_NULL,
        related_name="isi",
        null=True,
        blank=True,
    )
    status = models.CharField(
        "status", max_length=20, choices=Status.choices, default=Status.MENUNGGU
    )
    dibuat_pada = models.DateTimeField("dibuat pada", default=timezone.now)
    waktu_berikut = models.DateTimeField("dikirim pada", default=timezone.now)
    percobaan = models.PositiveSmallIntegerField("percobaan", default=0)
    kesalahan = models.CharField("kesalahan", max_length=300, blank=True)

    objects = SuratQuerySet.as_manager()

    class Meta:
        verbose_name = "surat"
        verbose_name_plural = "surat"
        ordering = ("-pk",)
        indexes = [
            models.Index(
                fields=["waktu_berikut"],
                condition=Q(status="menunggu"),
                name="surat_menunggu",
            ),
            models.Index(
                fields=["penerima"],
                condition=Q(status="ringkasan", ringkasan__isnull=True),
                name="surat_ringkasan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()}: {self.penerima}"
