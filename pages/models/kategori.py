"""The headings under which news is filed."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.search import index


class Kategori(index.Indexed, models.Model):
    """One heading, shared by all offices."""

    nama = models.CharField("nama", max_length=80, unique=True)
    slug = models.SlugField("slug", max_length=80, unique=True)

    panels = [FieldPanel("nama"), FieldPanel("slug")]

    search_fields = [index.SearchField("nama"), index.AutocompleteField("nama")]

    class Meta:
        verbose_name = "kategori"
        verbose_name_plural = "kategori"
        ordering = ["nama"]

    def __str__(self) -> str:
        return self.nama
