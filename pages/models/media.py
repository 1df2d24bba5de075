"""Images and documents of an office; what the public sees must be describable."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import models, transaction
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet

from pages.photo import without_place
from pages.signals import files_moved


class Identified(models.Model):
    """What approved texts name a file by, and what they say of its bytes."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True

    def _set_file_hash(self) -> None:
        """Both checksums, wherever Wagtail takes its own."""
        super()._set_file_hash()  # type: ignore[misc]
        self.sha256 = self.compute_sha256()

    def get_sha256(self) -> str:
        """The SHA-256 of the file in hex; of an older row, taken and kept now.

        Empty where the file is lost.
        """
        if not self.sha256:
            try:
                self.sha256 = self.compute_sha256()
            except OSError:
                return ""
            type(self)._base_manager.filter(pk=self.pk).update(sha256=self.sha256)
        return self.sha256

    def compute_sha256(self) -> str:
        with self.open_file() as file:  # type: ignore[attr-defined]
            return hashlib.file_digest(file, "sha256").hexdigest()


class SaysWhereTo(models.QuerySet[Any]):
    """Wagtail's bulk action moves files by ``update()``, which sends no signal."""

    def update(self, **fields: Any) -> int:
        if collection := fields.get("collection"):
            going = self.model(collection=collection)
            files_moved.send(self.model, files=self, instance=going)
        return super().update(**fields)


class SiteImageQuerySet(SaysWhereTo, ImageQuerySet):
    pass


class SiteDocumentQuerySet(SaysWhereTo, DocumentQuerySet):
    pass


class SiteImage(Identified, AbstractImage):  # type: ignore[django-manager-missing]  # noqa: DJ008
    """An image that nobody can upload without saying what it shows."""

    file: Any
    renditions: Any
    alt = models.CharField(
        "teks alternatif",
        max_length=255,
        help_text="Uraikan isi gambar bagi pembaca yang tidak dapat melihatnya.",
    )

    objects = SiteImageQuerySet.as_manager()

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
        # Whoever asks for a file names it: ``pages.file_access`` looks it up.
        indexes = [models.Index("file", name="site_image_file")]

    @transaction.atomic  # its guard locks the row until the file is written
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Take the checksum of a new file: a swapped image is a changed text.

        Wagtail's form drops the sizes of the file before; every other way does here.
        """
        if not has_new_file(self):
            super().save(*args, **kwargs)
            return
        self.drop_place()
        self._set_image_file_metadata()
        if self.pk:
            self.renditions.all().delete()
        super().save(*args, **kwargs)

    @property
    def default_alt_text(self) -> str:
        return self.alt or str(super().default_alt_text)

    def drop_place(self) -> None:
        """A new photo is kept without the coordinates of where it was taken.

        The upload of many stores the file before the row knows it: then the copy that
        names the place goes.
        """
        with self.open_file() as file:
            placeless = without_place(file)
        if placeless is None:
            return
        stored = self.file if self.file._committed else None
        self.file = ContentFile(placeless, Path(self.file.name).name)
        if stored is not None:
            transaction.on_commit(partial(forget, stored))

    def _set_image_file_metadata(self) -> None:
        super()._set_image_file_metadata()
        close_stored(self.file)


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
        indexes = [models.Index("file", name="site_rendition_file")]


class SiteDocument(Identified, AbstractDocument):  # noqa: DJ008 - likewise
    """A file that an office attaches to what it publishes."""

    objects = SiteDocumentQuerySet.as_manager()

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = "dokumen"
        verbose_name_plural = "dokumen"
        permissions = [("choose_document", "Dapat memilih dokumen")]

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Take the checksum of a new file, as of an image."""
        if has_new_file(self):
            self._set_document_file_metadata()
        super().save(*args, **kwargs)

    def _set_document_file_metadata(self) -> None:
        super()._set_document_file_metadata()
        close_stored(self.file)


def close_stored(file: Any) -> None:
    """Wagtail opens a file to measure it, and leaves it to the garbage collector.

    One that is still in the hands of its upload is not ours to close.
    """
    if file._committed:
        file.close()


def forget(file: Any) -> None:
    """Delete a stored image that no row names."""
    if not SiteImage._base_manager.filter(file=file.name).exists():
        file.storage.delete(file.name)


def has_new_file(item: SiteImage | SiteDocument) -> bool:
    """Whether the file is another one than the row has."""
    if not item.file or not item.file._committed:
        return bool(item.file)
    stored = type(item)._base_manager.filter(pk=item.pk)
    return not stored.filter(file=item.file.name).exists()
