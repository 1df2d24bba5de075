"""Notices: what holds from a moment on, and often until another."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.search import index

from pages.blocks import BerkasBlock, IsiBlock
from pages.content.form import Form
from pages.models.naskah import NaskahPage

YEARS = range(1945, 2200)


class PengumumanPage(NaskahPage):
    """One notice; what it tells of may be over while the page still stands."""

    ringkasan = models.TextField(
        "ringkasan",
        blank=True,
        max_length=500,
        help_text="Satu atau dua kalimat; tampil di daftar pengumuman.",
    )
    mulai = models.DateTimeField(
        "mulai",
        null=True,
        blank=True,
        help_text="Saat yang diumumkan mulai berlaku.",
    )
    selesai = models.DateTimeField(
        "selesai",
        null=True,
        blank=True,
        help_text="Kosongkan bila tidak ada akhirnya. Halaman tetap tayang sesudahnya.",
    )
    isi = StreamField(IsiBlock(required=False), verbose_name="isi", blank=True)
    lampiran = StreamField(
        BerkasBlock(required=False), verbose_name="lampiran", blank=True
    )

    content_panels = [
        TitleFieldPanel("title", heading="Judul"),
        FieldPanel("ringkasan"),
        MultiFieldPanel(
            [FieldPanel("mulai"), FieldPanel("selesai")], heading="Waktu berlaku"
        ),
        FieldPanel("isi"),
        FieldPanel("lampiran"),
    ]

    search_fields = [
        *NaskahPage.search_fields,
        index.SearchField("ringkasan"),
        index.SearchField("isi"),
        index.FilterField("mulai"),
        index.FilterField("selesai"),
    ]

    api_fields = [
        APIField("ringkasan"),
        APIField("mulai"),
        APIField("selesai"),
        APIField("isi"),
    ]

    form = Form("pengumuman")
    public_fields = ("ringkasan", "mulai", "selesai", "isi", "lampiran")
    required_fields = ("ringkasan", "mulai", "isi")
    parent_page_types = ["pages.InstansiPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "pengumuman"
        verbose_name_plural = "pengumuman"

    def clean(self) -> None:
        """An hour near the end of the calendar is none on another office's clock."""
        super().clean()
        for name in ("mulai", "selesai"):
            moment = getattr(self, name)
            if moment and moment.year not in YEARS:
                raise ValidationError({name: "Tahun antara 1945 dan 2199."})
        if self.mulai and self.selesai and self.selesai < self.mulai:
            raise ValidationError({"selesai": "Tidak boleh sebelum waktu mulai."})
