"""Posts (jabatan) and who holds them: appointed, Plt. or Plh., from and until."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format

from pages.models import InstansiPage

if TYPE_CHECKING:
    import datetime as dt


MAX_LEVELS = 40


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

    jamak = models.BooleanField(
        "boleh dipangku beberapa orang",
        default=False,
        help_text="Untuk jabatan pelaksana atau staf. Jabatan struktural dipangku "
        "satu orang.",
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

    def clean(self) -> None:
        """A superior is of the same office, and nobody's own subordinate."""
        super().clean()
        if self.atasan is None:
            return
        if self.atasan.instansi_id != self.instansi_id:
            raise ValidationError({"atasan": "Atasan harus jabatan di instansi ini."})
        chain = [self.nama]
        above: Jabatan | None = self.atasan
        while above is not None:
            chain.append(above.nama)
            if above.pk == self.pk or len(chain) > MAX_LEVELS:
                raise ValidationError(
                    {"atasan": "Susunan atasan berputar: " + " → ".join(chain) + "."}
                )
            above = above.atasan


def reaching(day: dt.date) -> Q:
    """Terms that are not over on ``day``; one ended early does not cover its last."""
    ends = Q(sampai__gte=day, diakhiri_pada__isnull=True) | Q(sampai__gt=day)
    return Q(sampai__isnull=True) | ends


class PemangkuQuerySet(models.QuerySet["PemangkuJabatan"]):
    """Reads as a sentence: ``PemangkuJabatan.objects.serving().filter(…)``."""

    def during(self, mulai: dt.date, sampai: dt.date | None) -> PemangkuQuerySet:
        """Those whose term shares a day with the one from ``mulai`` to ``sampai``."""
        void = Q(diakhiri_pada__isnull=False, sampai=F("mulai"))
        rows = self.filter(reaching(mulai)).exclude(void)
        return rows.filter(mulai__lte=sampai) if sampai else rows

    def serving(self, at: dt.datetime | None = None) -> PemangkuQuerySet:
        """Those in office at ``at``, each by the clock of the post's own office.

        One query for all offices: the zones are few, and see two days at most.
        """
        zones: dict[dt.date, list[str]] = {}
        for zone in InstansiPage.ZonaWaktu.values:
            day = (at or timezone.now()).astimezone(ZoneInfo(zone)).date()
            zones.setdefault(day, []).append(zone)
        here = Q()
        for day, names in zones.items():
            here |= Q(
                reaching(day),
                mulai__lte=day,
                jabatan__instansi__zona_waktu__in=names,
            )
        return self.filter(here, user__is_active=True)


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

    alasan = models.CharField("alasan penunjukan", max_length=255, blank=True)
    ditunjuk_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ditunjuk oleh",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    diakhiri_pada = models.DateTimeField(
        "diakhiri lebih awal pada", null=True, blank=True, editable=False
    )

    objects = PemangkuQuerySet.as_manager()

    # The office this row was in before it was saved (see reviews.rights.tenure).
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
        self.refuse_revival()
        if (
            self.jabatan_id
            and self.user_id
            and self.mulai
            and self.diakhiri_pada is None
        ):
            self.refuse_twice()

    def refuse_revival(self) -> None:
        """What was ended stays ended: nobody could end it a second time."""
        if self.diakhiri_pada is None or not self.mulai:
            return
        last = max(self.mulai, local_date(self.jabatan.instansi, self.diakhiri_pada))
        if self.sampai is None or self.sampai > last:
            raise ValidationError(
                {"sampai": "Masa ini sudah diakhiri. Buat penunjukan baru."}
            )

    def refuse_twice(self) -> None:
        """One holder of each capacity at a time, unless the post is for several."""
        others = PemangkuJabatan.objects.during(self.mulai, self.sampai).filter(
            jabatan=self.jabatan
        )
        others = others.exclude(pk=self.pk).select_related("jabatan", "user")
        same = others.filter(user=self.user, kapasitas=self.kapasitas).first()
        if same is not None:
            raise ValidationError(f"{same} sudah memangku jabatan ini {same.masa}.")
        shared = self.jabatan.jamak and self.kapasitas == self.Kapasitas.DEFINITIF
        other = None if shared else others.filter(kapasitas=self.kapasitas).first()
        if other is not None:
            raise ValidationError(
                f"{self.jabatan.nama} sudah dipangku {other} {other.masa}. Akhiri "
                "masa itu dahulu atau pilih tanggal lain."
            )

    @property
    def masa(self) -> str:
        """The term in words, for example ``sejak 1 Maret 2026``."""
        start = date_format(self.mulai, "j F Y")
        if self.sampai is None:
            return f"sejak {start}"
        return f"{start} sampai {date_format(self.sampai, 'j F Y')}"
