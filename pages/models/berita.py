"""News."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.search import index

from pages.blocks import BerkasBlock, IsiBlock
from pages.content.form import Form
from pages.models.naskah import NaskahPage


class BeritaTag(TaggedItemBase):
    """A tag on a news page; it travels with the page's revisions."""

    content_object = ParentalKey(
        "pages.BeritaPage", on_delete=models.CASCADE, related_name="tagged_items"
    )

    class Meta:
        verbose_name = "tag berita"
        verbose_name_plural = "tag berita"


class BeritaPage(NaskahPage):
    """One news article; the title is its judul."""

    tanggal = models.DateField("tanggal", default=timezone.localdate, db_index=True)
    kategori = models.ForeignKey(
        "pages.Kategori",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="kategori",
    )
    ringkasan = models.TextField(
        "ringkasan",
        blank=True,
        max_length=500,
        help_text="Satu atau dua kalimat; tampil di daftar berita.",
    )
    isi = StreamField(IsiBlock(required=False), verbose_name="isi", blank=True)
    gambar_utama = models.ForeignKey(
        "pages.SiteImage",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gambar utama",
    )
    lampiran = StreamField(
        BerkasBlock(required=False), verbose_name="lampiran", blank=True
    )
    tags = ClusterTaggableManager(through=BeritaTag, blank=True, verbose_name="tag")
    penulis = models.CharField("penulis", max_length=120, blank=True)
    sumber = models.CharField(
        "sumber",
        max_length=255,
        blank=True,
        help_text="Asal bahan, bila dari bidang atau instansi lain.",
    )

    content_panels = [
        TitleFieldPanel("title", heading="Judul"),
        MultiFieldPanel(
            [
                FieldPanel("tanggal"),
                FieldPanel("kategori"),
                FieldPanel("ringkasan"),
                FieldPanel("gambar_utama"),
            ],
            heading="Keterangan berita",
        ),
        FieldPanel("isi"),
        FieldPanel("lampiran"),
        MultiFieldPanel(
            [FieldPanel("penulis"), FieldPanel("sumber"), FieldPanel("tags")],
            heading="Penulis, sumber, dan tag",
        ),
    ]

    search_fields = [
        *NaskahPage.search_fields,
        index.SearchField("ringkasan"),
        index.SearchField("isi"),
        index.SearchField("penulis"),
        index.FilterField("tanggal"),
        index.FilterField("kategori"),
        index.RelatedFields("tags", [index.SearchField("name")]),
    ]

    api_fields = [
        APIField("tanggal"),
        APIField("ringkasan"),
        APIField("isi"),
        APIField("penulis"),
        APIField("sumber"),
    ]

    form = Form("berita")
    public_fields = (
        "tanggal",
        "kategori",
        "ringkasan",
        "isi",
        "gambar_utama",
        "lampiran",
        "tags",
        "penulis",
        "sumber",
    )
    required_fields = ("tanggal", "kategori", "ringkasan", "isi")
    parent_page_types = ["pages.BeritaIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "berita"
        verbose_name_plural = "berita"
