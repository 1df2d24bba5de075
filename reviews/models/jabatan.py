"""Posts (jabatan) and who holds them: appointed, Plt. or Plh., from and until."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from pages.models import InstansiPage

if TYPE_CHECKING:
    import datetime as dt


def local_date(instansi: InstansiPage, at: dt.datetime | None = None) -> dt.date:
    """The calendar day at ``at`` (aware; default now) where the office stands."""
    return (at or timezone.now()).astimezone(ZoneInfo(instansi.zona_waktu)).date()


class Jabatan(models.Model):
    """A post in an office. Rights belong to posts; persons only hold them."""

    instansi = models.ForeignKey(
        InstansiPage,
        verbose_name="instansi",
        on_delete=models.PROTECT,
        related_name="jabatan",
    )
    nama = models.CharField("nama jabatan", max_length=255)
    atasan = models.ForeignKey(
        "self",
        verbose_name="atasan langsung",
        on_delete=models.SET_NULL,
        related_name="bawahan",
        null=True,
        blank=True,
    )
    penanggung_jawab = models.BooleanField(
        "penanggung jawab informasi",
        default=False,
        help_text="Pemangku jabatan ini dapat menarik halaman yang sudah tayang.",
    )

    class Meta:
        verbose_name = "jabatan"
        verbose_name_plural = "jabatan"
        ordering = ("instansi", "nama")
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "nama"], name="jabatan_unik_per_instansi"
            )
        ]

    def __str__(self) -> str:
        """With the office: the same post stands in many of them."""
        return f"{self.nama} - {self.instansi}"


class PemangkuQuerySet(models.QuerySet["PemangkuJabatan"]):
    """Reads as a sentence: ``PemangkuJabatan.objects.in_office(day).filter(…)``."""

    def in_office(self, day: dt.date) -> PemangkuQuerySet:
        """Those whose term covers ``day`` (both ends included) and who may log in."""
        return self.filter(
            Q(sampai__isnull=True) | Q(sampai__gte=day),
            mulai__lte=day,
            user__is_active=True,
        )


class PemangkuJabatan(models.Model):
    """One person holding one post in one capacity, for a term."""

    class Kapasitas(models.TextChoices):
        DEFINITIF = "definitif", "Definitif"
        PLT = "plt", "Plt. (pelaksana tugas)"
        PLH = "plh", "Plh. (pelaksana harian)"

    PREFIX = {Kapasitas.PLT: "Plt. ", Kapasitas.PLH: "Plh. "}

    jabatan = models.ForeignKey(
        Jabatan,
        verbose_name="jabatan",
        on_delete=models.CASCADE,
        related_name="pemangku",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="pengguna",
        on_delete=models.CASCADE,
        related_name="jabatan_dipangku",
    )
    nip = models.CharField("NIP", max_length=18, blank=True)
    kapasitas = models.CharField(
        "kapasitas",
        max_length=10,
        choices=Kapasitas.choices,
        default=Kapasitas.DEFINITIF,
    )
    mulai = models.DateField("mulai menjabat")
    sampai = models.DateField(
        "sampai dengan",
        null=True,
        blank=True,
        help_text="Kosongkan bila belum ditentukan. Wajib untuk Plt. dan Plh.",
    )

    objects = PemangkuQuerySet.as_manager()

    # The office this row was in before it was saved (see reviews.tenure).
    left_office: InstansiPage | None = None

    class Meta:
        verbose_name = "pemangku jabatan"
        verbose_name_plural = "pemangku jabatan"
        ordering = ("jabatan", "-mulai", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(sampai__isnull=True) | Q(sampai__gte=F("mulai")),
                name="pemangku_sampai_sesudah_mulai",
                violation_error_message="Tanggal akhir mendahului tanggal mulai.",
            )
        ]

    def __str__(self) -> str:
        """The post as signed, and the person where he is not named by his post."""
        name = self.user.get_full_name() or self.user.get_username()
        return self.sebutan if name == self.jabatan.nama else f"{self.sebutan} ({name})"

    @property
    def sebutan(self) -> str:
        """The post as this holder signs it, for example ``Plh. Kabid Dokin``."""
        prefix = self.PREFIX.get(self.Kapasitas(self.kapasitas), "")
        return f"{prefix}{self.jabatan.nama}"

    def clean(self) -> None:
        super().clean()
        if self.kapasitas != self.Kapasitas.DEFINITIF and self.sampai is None:
            raise ValidationError(
                {"sampai": "Penunjukan Plt. dan Plh. memerlukan tanggal akhir."}
            )
