"""Who is told of what became public, and every message that was sent."""

from __future__ import annotations

import secrets
import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cms.webhooks.address import check_alamat
from pages.models import InstansiPage
from pages.signals import Peristiwa

if TYPE_CHECKING:
    import datetime as dt

    from pages.signals import PublicChange


def new_garam() -> str:
    """A fresh salt: with it a webhook gets another secret."""
    return secrets.token_urlsafe(24)


class Webhook(models.Model):
    """One receiver. Its secret is derived (see ``signature``), not stored."""

    alamat = models.CharField(
        "alamat penerima",
        max_length=500,
        validators=[check_alamat],
        help_text="Alamat https yang menerima pemberitahuan.",
    )
    instansi = models.ForeignKey(
        InstansiPage,
        verbose_name="instansi",
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
        help_text="Kosongkan untuk pemberitahuan dari semua instansi.",
    )
    saat_tayang = models.BooleanField(
        "tayang", default=True, help_text="Halaman mulai tayang."
    )
    saat_koreksi = models.BooleanField(
        "koreksi", default=True, help_text="Isi halaman yang tayang dikoreksi."
    )
    saat_tarik = models.BooleanField(
        "tarik", default=True, help_text="Halaman ditarik atau berakhir masa tayangnya."
    )
    saat_berubah = models.BooleanField(
        "berubah",
        default=False,
        help_text="Yang ditampilkan halaman berubah: instansi, kategori, gambar, alamat.",
    )
    aktif = models.BooleanField("aktif", default=True)
    keterangan = models.CharField("keterangan", max_length=255, blank=True)
    garam = models.CharField(max_length=43, default=new_garam, editable=False)

    class Meta:
        verbose_name = "webhook"
        verbose_name_plural = "webhook"
        ordering = ("alamat", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(saat_tayang=True)
                | Q(saat_koreksi=True)
                | Q(saat_tarik=True)
                | Q(saat_berubah=True),
                name="webhook_ada_peristiwa",
                violation_error_message="Pilih paling sedikit satu peristiwa.",
            )
        ]

    def __str__(self) -> str:
        return self.alamat

    @property
    def peristiwa(self) -> list[Peristiwa]:
        """What its receiver asked to be told."""
        return [name for name in Peristiwa if getattr(self, f"saat_{name}")]

    def wants(self, change: PublicChange) -> bool:
        """Whether its receiver asked for ``change``, of this office."""
        return change.peristiwa in self.peristiwa and (
            self.instansi_id is None or self.instansi_id == change.instansi_id
        )


class PengirimanQuerySet(models.QuerySet["PengirimanWebhook"]):
    def due(self, at: dt.datetime | None = None) -> PengirimanQuerySet:
        """What waits for its next attempt and may have it at ``at`` (now)."""
        return self.filter(
            status=PengirimanWebhook.Status.MENUNGGU,
            waktu_berikut__lte=at or timezone.now(),
        )


class PengirimanWebhook(models.Model):
    """One message to one receiver, kept with what became of it."""

    class Status(models.TextChoices):
        MENUNGGU = "menunggu", "Menunggu"
        TERKIRIM = "terkirim", "Terkirim"
        GAGAL = "gagal", "Gagal"
        BATAL = "batal", "Batal"

    class Jenis(models.TextChoices):
        TAYANG = "tayang", "Tayang"
        KOREKSI = "koreksi", "Koreksi"
        BERUBAH = "berubah", "Berubah"
        TARIK = "tarik", "Tarik"
        UJI = "uji", "Uji"

    id = models.UUIDField(
        "nomor pengiriman", primary_key=True, default=uuid.uuid4, editable=False
    )
    webhook = models.ForeignKey(
        Webhook,
        verbose_name="webhook",
        on_delete=models.CASCADE,
        related_name="pengiriman",
    )
    peristiwa = models.CharField("peristiwa", max_length=8, choices=Jenis.choices)
    # A number, not a key: the log outlives the page.
    page_id = models.BigIntegerField("nomor halaman", null=True)
    isi = models.TextField("isi")
    status = models.CharField(
        "status", max_length=8, choices=Status.choices, default=Status.MENUNGGU
    )
    percobaan = models.PositiveSmallIntegerField("percobaan", default=0)
    kode_http = models.PositiveSmallIntegerField("kode HTTP", null=True)
    kesalahan = models.CharField("kesalahan", max_length=255, blank=True)
    dibuat_pada = models.DateTimeField("dibuat pada", default=timezone.now)
    dicoba_pada = models.DateTimeField("terakhir dicoba", null=True)
    waktu_berikut = models.DateTimeField(
        "percobaan berikutnya", null=True, default=timezone.now
    )

    objects = PengirimanQuerySet.as_manager()

    class Meta:
        verbose_name = "pengiriman webhook"
        verbose_name_plural = "pengiriman webhook"
        default_permissions = ()  # whoever may change the webhooks reads their log
        ordering = ("-dibuat_pada", "pk")
        indexes = [
            models.Index(
                fields=["waktu_berikut"],
                condition=Q(status="menunggu"),
                name="webhook_due",
            ),
            models.Index(fields=["webhook", "-dibuat_pada"], name="webhook_log"),
            models.Index(fields=["-dibuat_pada"], name="webhook_dibuat"),
        ]

    def __str__(self) -> str:
        return f"{self.get_peristiwa_display()} → {self.webhook}"
