"""The headings under which news is filed."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

NAMESPACE = UUID("5b0f4c1e-6d0c-5b8a-9a55-2a7d3c1f8e10")


class Kategori(index.Indexed, models.Model):
    """One heading, shared by all offices."""

    # What approved texts name it by, whatever it is called.
    uuid = models.UUIDField(unique=True, editable=False)
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

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.uuid:
            self.uuid = self.identity()
        super().save(*args, **kwargs)

    def identity(self) -> UUID:
        """The same for the same slug on every server; another where that is taken."""
        made = uuid5(NAMESPACE, self.slug)
        taken = Kategori.objects.filter(uuid=made).exists()
        return uuid4() if taken else made
