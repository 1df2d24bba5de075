"""An office's working calendar: hours of the week, seasons, and days of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from pages.models import InstansiPage
from reviews.worktime.hours import JamError, pekan_baku, pekan_ramadan, read_pekan

if TYPE_CHECKING:
    from typing import Any


def valid_pekan(value: Any) -> None:
    """Seven days, each with hours that follow one another, one of them at work."""
    try:
        week = read_pekan(value)
    except JamError as fault:
        raise ValidationError(str(fault)) from fault
    if not any(week):
        raise ValidationError("Isi jam kerja untuk sedikitnya satu hari.")


class KalenderKerja(ClusterableModel):
    """What an office without one has is the law's: Perpres 21/2023."""

    instansi = models.OneToOneField(
        InstansiPage,
        verbose_name="instansi",
        on_delete=models.CASCADE,
        related_name="kalender",
    )
    pekan = models.JSONField("jam kerja", default=pekan_baku, validators=[valid_pekan])
    libur_nasional = models.BooleanField("libur nasional", default=True)
    cuti_bersama = models.BooleanField("cuti bersama", default=True)

    class Meta:
        verbose_name = "kalender kerja"
        verbose_name_plural = "kalender kerja"

    def __str__(self) -> str:
        return f"Kalender kerja {self.instansi}"


class MusimKerja(models.Model):
    """Other hours for a while, as in Ramadan."""

    kalender = ParentalKey(
        KalenderKerja,
        verbose_name="kalender",
        on_delete=models.CASCADE,
        related_name="musim",
    )
    nama = models.CharField("nama", max_length=100, default="Ramadan")
    mulai = models.DateField("mulai")
    sampai = models.DateField("sampai dengan")
    pekan = models.JSONField(
        "jam kerja", default=pekan_ramadan, validators=[valid_pekan]
    )

    class Meta:
        verbose_name = "masa dengan jam lain"
        verbose_name_plural = "masa dengan jam lain"
        ordering = ("mulai", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(sampai__gte=F("mulai")),
                name="musim_sampai_sesudah_mulai",
                violation_error_message="Tanggal akhir mendahului tanggal mulai.",
            )
        ]

    def __str__(self) -> str:
        return self.nama


class HariKhusus(models.Model):
    """A day off of this office alone, or a day at work in place of a holiday."""

    class Jenis(models.TextChoices):
        LIBUR = "libur", "Libur"
        CUTI_BERSAMA = "cuti_bersama", "Cuti bersama"
        MASUK = "masuk", "Masuk kerja"

    kalender = ParentalKey(
        KalenderKerja,
        verbose_name="kalender",
        on_delete=models.CASCADE,
        related_name="hari_khusus",
    )
    tanggal = models.DateField("tanggal")
    jenis = models.CharField(
        "jenis", max_length=20, choices=Jenis.choices, default=Jenis.LIBUR
    )
    keterangan = models.CharField("keterangan", max_length=200, blank=True)

    class Meta:
        verbose_name = "hari khusus"
        verbose_name_plural = "hari khusus"
        ordering = ("tanggal",)
        constraints = [
            models.UniqueConstraint(
                fields=["kalender", "tanggal"],
                name="hari_khusus_unik",
                violation_error_message="Tanggal ini sudah tercantum.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.tanggal:%d/%m/%Y}: {self.get_jenis_display()}"
