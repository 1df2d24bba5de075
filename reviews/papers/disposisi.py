"""The lembar disposisi: to whom, to do what, by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from pages.models import InstansiPage
from reviews.papers.jabatan import Jabatan
from reviews.papers.jejak import Jejak
from reviews.papers.naskah import Naskah

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Disposisi(models.Model):
    """A superior's written instruction. Who wrote it and when stand in its trail row."""

    # Records are no content: nobody asks them which pages they are about.
    wagtail_reference_index_ignore = True

    class Sifat(models.TextChoices):
        BIASA = "biasa", "Biasa"
        TERBATAS = "terbatas", "Terbatas"
        RAHASIA = "rahasia", "Rahasia"
        SANGAT_RAHASIA = "sangat_rahasia", "Sangat rahasia"

    class Urgensi(models.TextChoices):
        BIASA = "biasa", "Biasa"
        SEGERA = "segera", "Segera"
        SANGAT_SEGERA = "sangat_segera", "Sangat segera"

    class Instruksi(models.TextChoices):
        TINDAK_LANJUTI = "tindak_lanjuti", "Tindak lanjuti"
        PERIKSA = "periksa", "Periksa dan beri pendapat"
        SIAPKAN = "siapkan", "Siapkan bahan"
        TAYANGKAN = "tayangkan", "Tayangkan"
        LAPORKAN = "laporkan", "Laporkan hasilnya"
        ARSIPKAN = "arsipkan", "Arsipkan"
        KOORDINASIKAN = "koordinasikan", "Koordinasikan"

    jejak = models.OneToOneField(
        Jejak, verbose_name="jejak", on_delete=models.PROTECT, related_name="disposisi"
    )
    instansi = models.ForeignKey(
        InstansiPage,
        verbose_name="instansi",
        on_delete=models.PROTECT,
        related_name="+",
    )
    tahun = models.PositiveSmallIntegerField("tahun")
    nomor_agenda = models.PositiveIntegerField("nomor agenda")
    task_tujuan = models.PositiveBigIntegerField("tugas tujuan", null=True, blank=True)
    sifat = models.CharField("sifat naskah", max_length=20, choices=Sifat.choices)
    urgensi = models.CharField(
        "tingkat urgensi", max_length=20, choices=Urgensi.choices
    )
    instruksi = models.JSONField("instruksi", default=list)
    isi = models.TextField("isi disposisi", blank=True)
    batas_waktu = models.DateField("batas waktu", null=True, blank=True)

    class Meta:
        verbose_name = "disposisi"
        verbose_name_plural = "disposisi"
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "tahun", "nomor_agenda"],
                name="disposisi_nomor_unik",
            )
        ]

    def __str__(self) -> str:
        return f"Disposisi {self.nomor_agenda}/{self.tahun}"

    @property
    def tertutup(self) -> bool:
        """Whether its words stay inside: mail passes through other people's servers."""
        return self.sifat in (self.Sifat.RAHASIA, self.Sifat.SANGAT_RAHASIA)


class PenerimaQuerySet(models.QuerySet["PenerimaDisposisi"]):
    def named(self) -> PenerimaQuerySet:
        """Whom the sheet itself names: to them, not to those below, the step goes."""
        return self.filter(diteruskan_oleh__isnull=True)

    def unread_by(self, user: User) -> PenerimaQuerySet:
        """What was addressed to ``user`` and not opened yet."""
        return self.filter(user=user, dibaca_pada__isnull=True)

    def under_way(self) -> PenerimaQuerySet:
        """What still asks for something: not of a text withdrawn, dropped or filed."""
        naskah = Naskah.objects.filter(page__isnull=False)
        after = naskah.published().filter(
            berkas__isnull=False, berkas__ditutup_pada__isnull=True
        )
        return self.filter(disposisi__jejak__naskah__in=naskah.under_way() | after)


class PenerimaDisposisi(models.Model):
    """One recipient, by post; the person and the post's text are written out."""

    disposisi = models.ForeignKey(
        Disposisi,
        verbose_name="disposisi",
        on_delete=models.CASCADE,
        related_name="penerima",
    )
    jabatan = models.ForeignKey(
        Jabatan, verbose_name="jabatan", on_delete=models.PROTECT, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="pengguna",
        on_delete=models.SET_NULL,
        related_name="disposisi_diterima",
        null=True,
        blank=True,
    )
    sebutan = models.CharField("jabatan saat itu", max_length=300)
    nama = models.CharField("nama", max_length=255)
    diteruskan_oleh = models.ForeignKey(
        "self",
        verbose_name="diteruskan oleh",
        on_delete=models.CASCADE,
        related_name="bawahan",
        null=True,
        blank=True,
    )
    pesan = models.TextField("petunjuk penerusan", blank=True)
    dibaca_pada = models.DateTimeField("dibaca pada", null=True, blank=True)
    selesai_pada = models.DateTimeField("selesai pada", null=True, blank=True)
    catatan_selesai = models.TextField("catatan penyelesaian", blank=True)

    objects = PenerimaQuerySet.as_manager()

    class Meta:
        verbose_name = "penerima disposisi"
        verbose_name_plural = "penerima disposisi"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.sebutan} · {self.nama}"
