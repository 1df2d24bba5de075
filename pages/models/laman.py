"""Standing pages: profile, vision and mission, structure, contact."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.search import index

from pages.blocks import IsiBlock
from pages.content.form import Form
from pages.models.naskah import NaskahPage


class LamanPage(NaskahPage):
    """A page that an office keeps, rather than issues."""

    class Jenis(models.TextChoices):
        PROFIL = "profil", "Profil"
        VISI_MISI = "visi-misi", "Visi dan misi"
        STRUKTUR = "struktur", "Struktur organisasi"
        KONTAK = "kontak", "Kontak"
        LAINNYA = "lainnya", "Lainnya"

    jenis = models.CharField(
        "jenis", max_length=16, choices=Jenis.choices, default=Jenis.LAINNYA
    )
    isi = StreamField(IsiBlock(required=False), verbose_name="isi", blank=True)

    content_panels = [
        TitleFieldPanel("title", heading="Judul"),
        FieldPanel("jenis"),
        FieldPanel("isi"),
    ]

    search_fields = [
        *NaskahPage.search_fields,
        index.SearchField("isi"),
        index.FilterField("jenis"),
    ]

    api_fields = [APIField("jenis"), APIField("isi")]

    form = Form("laman")
    public_fields = ("jenis", "isi")
    required_fields = ("isi",)
    parent_page_types = ["pages.InstansiPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "laman"
        verbose_name_plural = "laman"
