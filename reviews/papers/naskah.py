"""One text on its way through one SOP: the round that everything else hangs on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from wagtail.models import Page, Revision, WorkflowState

from pages.models import InstansiPage
from reviews.papers.agenda import NomorAgenda
from reviews.papers.jabatan import local_date
from reviews.papers.sop import SOP

if TYPE_CHECKING:
    from collections.abc import Collection


class NaskahQuerySet(models.QuerySet["Naskah"]):
    def with_round(self) -> NaskahQuerySet:
        """With all that its round hangs on: office, SOP, both workflows, dossier."""
        return self.select_related(
            "instansi",
            "sop__workflow",
            "sop__workflow_berkas",
            "workflow_state__workflow",
            "berkas",
        )

    def latest_of(self, page: Page) -> Naskah | None:
        """The newest round of ``page``."""
        return self.filter(page_id=page.pk).order_by("-pk").first()

    @transaction.atomic
    def begin(self, instansi: InstansiPage, **fields: Any) -> Naskah:
        """A new round, entered in the office's buku agenda under its next number."""
        year = local_date(instansi).year
        return self.create(
            instansi=instansi,
            tahun_agenda=year,
            nomor_agenda=NomorAgenda.take(instansi, "naskah", year),
            **fields,
        )

    def published(self) -> NaskahQuerySet:
        """Rounds that reached the site, of pages that are still on it."""
        return self.filter(status=Naskah.Status.TAYANG)

    def finished(self) -> NaskahQuerySet:
        """Rounds that reached the site, the newest first, whatever came later."""
        status = Naskah.Status
        ends = (status.TAYANG, status.DITARIK, status.BERAKHIR)
        return self.filter(status__in=ends).order_by("-tayang_pada", "-pk")

    def leave_site(self, page: Page, status: Naskah.Status) -> list[Naskah]:
        """With its newest round, the ones that it replaced are not public either."""
        rounds = list(self.published().filter(page_id=page.pk))
        for naskah in rounds:
            naskah.status = status
            naskah.save(update_fields=["status"])
        return rounds

    def scheduled(self) -> NaskahQuerySet:
        """Rounds that are through and wait for their hour."""
        return self.filter(status=Naskah.Status.DIJADWALKAN)

    def scheduled_of(self, page: Page) -> Naskah | None:
        """The round of ``page`` that waits for its hour; there is one at most."""
        return self.scheduled().filter(page_id=page.pk).first()

    def under_way(self) -> NaskahQuerySet:
        """Rounds that have not reached the site."""
        return self.filter(status__in=Naskah.UNDER_WAY)


class Naskah(models.Model):
    """What the buku agenda registers: a draft or a correction of a page, and its round.

    It outlives what Wagtail deletes: the page, its revisions, its workflow state.
    """

    # Records are no content: nobody asks them which pages they are about.
    wagtail_reference_index_ignore = True

    class Status(models.TextChoices):
        DISUSUN = "disusun", "Disusun"
        DITINJAU = "ditinjau", "Ditinjau"
        DIKEMBALIKAN = "dikembalikan", "Dikembalikan untuk diperbaiki"
        DIJADWALKAN = "dijadwalkan", "Dijadwalkan"
        TAYANG = "tayang", "Tayang"
        DITARIK = "ditarik", "Ditarik"
        BERAKHIR = "berakhir", "Masa tayang berakhir"
        BATAL = "batal", "Dibatalkan"

    # With its drafter.
    DRAFTING = frozenset({Status.DISUSUN, Status.DIKEMBALIKAN, Status.BATAL})
    UNDER_WAY = frozenset(
        {Status.DISUSUN, Status.DITINJAU, Status.DIKEMBALIKAN, Status.DIJADWALKAN}
    )

    instansi = models.ForeignKey(
        InstansiPage,
        verbose_name="instansi",
        on_delete=models.PROTECT,
        related_name="naskah",
    )
    sop = models.ForeignKey(
        SOP,
        verbose_name="SOP",
        on_delete=models.PROTECT,
        related_name="naskah",
        null=True,
        blank=True,
    )
    page = models.ForeignKey(
        Page,
        verbose_name="halaman",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
    )
    tahun_agenda = models.PositiveSmallIntegerField("tahun agenda")
    nomor_agenda = models.PositiveIntegerField("nomor agenda")
    judul = models.CharField("judul", max_length=255)
    penyusun = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="penyusun",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
    )
    status = models.CharField(
        "status", max_length=20, choices=Status.choices, default=Status.DISUSUN
    )
    workflow_state = models.OneToOneField(
        WorkflowState,
        verbose_name="alur",
        on_delete=models.SET_NULL,
        related_name="naskah",
        null=True,
        blank=True,
    )
    dimulai_pada = models.DateTimeField("dimulai pada", auto_now_add=True)
    jadwal_tayang = models.DateTimeField(
        "dijadwalkan tayang", null=True, blank=True, editable=False
    )
    tayang_pada = models.DateTimeField("tayang pada", null=True, blank=True)
    revisi_disetujui = models.ForeignKey(
        Revision,
        verbose_name="revisi yang disetujui",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
    )
    digest_disetujui = models.CharField(
        "digest yang disetujui", max_length=64, blank=True
    )
    kode_verifikasi = models.CharField(
        "kode verifikasi", max_length=24, unique=True, null=True, blank=True
    )

    objects = NaskahQuerySet.as_manager()

    class Meta:
        verbose_name = "naskah"
        verbose_name_plural = "naskah"
        ordering = ("-pk",)
        indexes = [models.Index(fields=["page", "status"], name="naskah_page_status")]
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "tahun_agenda", "nomor_agenda"],
                name="naskah_nomor_agenda_unik",
            )
        ]

    def __str__(self) -> str:
        return self.judul


def verification_codes(page_ids: Collection[int]) -> dict[int, str]:
    """The code of each page's published round, by page id (one query)."""
    rounds = Naskah.objects.published().filter(
        page_id__in=page_ids, kode_verifikasi__isnull=False
    )
    rows = rounds.order_by("tayang_pada", "pk").values_list(
        "page_id", "kode_verifikasi"
    )
    return {page: code for page, code in rows if page is not None and code}
