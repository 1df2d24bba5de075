"""Images and documents of an office; what the public sees must be describable."""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


class SiteImage(AbstractImage):
    """An image that nobody can upload without saying what it shows."""

    alt = models.CharField(
        "teks alternatif",
        max_length=255,
        help_text="Uraikan isi gambar bagi pembaca yang tidak dapat melihatnya.",
    )

    admin_form_fields = (
        "title",
        "file",
        "alt",
        "description",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = "gambar"
        verbose_name_plural = "gambar"
        permissions = [("choose_image", "Dapat memilih gambar")]

    @property
    def default_alt_text(self) -> str:
        return self.alt or str(super().default_alt_text)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Take the checksum of a new file: a swapped image is a changed text."""
        if has_new_file(self):
            self._set_image_file_metadata()
        super().save(*args, **kwargs)


class SiteRendition(AbstractRendition):
    """A resized copy of a :class:`SiteImage`."""

    image = models.ForeignKey(
        SiteImage,
        on_delete=models.CASCADE,
        related_name="renditions",
        verbose_name="gambar",
    )

    class Meta:
        verbose_name = "ukuran gambar"
        verbose_name_plural = "ukuran gambar"
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class SiteDocument(AbstractDocument):
    """A file that an office attaches to what it publishes."""

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = "dokumen"
        verbose_name_plural = "dokumen"
        permissions = [("choose_document", "Dapat memilih dokumen")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Take the checksum of a new file, as of an image."""
        if has_new_file(self):
            self._set_document_file_metadata()
        super().save(*args, **kwargs)


def has_new_file(item: SiteImage | SiteDocument) -> bool:
    """Whether the file is another one than the row has."""
    if not item.file or not item.file._committed:
        return bool(item.file)
    stored = type(item)._base_manager.filter(pk=item.pk)
    return not stored.filter(file=item.file.name).exists()
