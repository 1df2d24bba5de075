"""An SOP as an office adopted it: the whole document, one version, its workflows."""

from __future__ import annotations

from functools import cached_property

from django.db import models
from wagtail.models import Workflow

from pages.models import InstansiPage
from reviews.sop.document import SOPDokumen
from reviews.sop.interpret import Alur, interpret
from reviews.sop.kinds import Jenis


class SOPQuerySet(models.QuerySet["SOP"]):
    def in_force(self) -> SOPQuerySet:
        """The versions that new naskah follow."""
        return self.filter(berlaku=True)


class SOP(models.Model):
    """One version of one SOP in one office. A naskah keeps the version it began with."""

    instansi = models.ForeignKey(
        InstansiPage,
        verbose_name="instansi",
        on_delete=models.PROTECT,
        related_name="sop",
    )
    kode = models.SlugField("kode dokumen", max_length=120)
    versi = models.PositiveIntegerField("versi")
    nama = models.CharField("nama SOP", max_length=500)
    nomor = models.CharField("nomor SOP", max_length=255, blank=True)
    dokumen = models.JSONField("dokumen")
    teks = models.TextField("teks sumber")
    digest = models.CharField("digest", max_length=64)
    berlaku = models.BooleanField("berlaku", default=True)
    diberlakukan_pada = models.DateTimeField("diberlakukan pada", auto_now_add=True)
    dihentikan_pada = models.DateTimeField("dihentikan pada", null=True, blank=True)
    workflow = models.ForeignKey(
        Workflow,
        verbose_name="alur sampai tayang",
        on_delete=models.PROTECT,
        related_name="+",
    )
    workflow_berkas = models.ForeignKey(
        Workflow,
        verbose_name="alur sesudah tayang",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )

    objects = SOPQuerySet.as_manager()

    class Meta:
        verbose_name = "SOP"
        verbose_name_plural = "SOP"
        ordering = ("instansi", "kode", "-versi")
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "kode", "versi"], name="sop_versi_unik"
            ),
            models.UniqueConstraint(
                fields=["instansi", "kode"],
                condition=models.Q(berlaku=True),
                name="sop_satu_versi_berlaku",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nama} (versi {self.versi})"

    @cached_property
    def isi(self) -> SOPDokumen:
        """The document, validated again on the way out of the database."""
        return SOPDokumen.model_validate(self.dokumen)

    @cached_property
    def alur(self) -> Alur:
        """What the document means as a workflow."""
        return interpret(self.isi)

    @property
    def begins_with_order(self) -> bool:
        """Whether a superior's order comes first and the text is written later.

        Seed 001 does. Seed 004 begins with a disposisi too, but of finished material:
        there is no later step that writes, so the text is there from the start.
        """
        writers = (
            step
            for step in self.alur.sebelum_tayang
            if step.boleh_menyunting
            and not {Jenis.BUAT_NASKAH, Jenis.PUBLIKASI}.isdisjoint(step.jenis)
        )
        return self.alur.mulai_dengan_penugasan and any(writers)
