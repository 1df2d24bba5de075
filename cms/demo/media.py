"""Pictures and documents of one office, put in once and found again by their title."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils.text import slugify

from cms.demo.files import csv_file, pdf_file
from pages.models import SiteDocument, SiteImage
from reviews.rights.sync import office_collection

if TYPE_CHECKING:
    from wagtail.models import Collection

    from cms.demo.shape import Dokumen, Gambar, Kantor
    from pages.models import InstansiPage

PICTURES = Path(__file__).parent / "gambar"


@dataclass
class OfficeMedia:
    """Files of ``instansi`` for what ``kantor`` asks for."""

    instansi: InstansiPage
    kantor: Kantor

    @cached_property
    def collection(self) -> Collection:
        return office_collection(self.instansi)

    def make_all(self) -> None:
        """Everything that the texts of the office will ask for."""
        for gambar in self.kantor.gambar:
            self.image(gambar)
        for key in self.kantor.dokumen:
            self.document(key)

    def image(self, gambar: Gambar) -> SiteImage:
        """The picture of that alt text, which is its title too."""
        return self.kept(gambar.alt, gambar.alt, gambar.berkas)

    def logo(self) -> SiteImage:
        title = f"Logo {self.instansi.title}"[:255]
        alt = f"Logo {self.instansi.title}: perisai dengan bintang"[:255]
        return self.kept(title, alt, self.kantor.logo)

    def kept(self, title: str, alt: str, berkas: str) -> SiteImage:
        """The office's image of that title; ``berkas`` if it is not there."""
        found = SiteImage.objects.filter(title=title, collection=self.collection)
        return found.first() or self.new_image(title, alt, PICTURES / berkas)

    def new_image(self, title: str, alt: str, path: Path) -> SiteImage:
        name = f"{self.instansi.slug}-{slugify(title)[:40]}{path.suffix}"
        image = SiteImage(
            title=title,
            alt=alt,
            collection=self.collection,
            file=ImageFile(io.BytesIO(path.read_bytes()), name=name),
        )
        image.save()
        return image

    def document(self, key: str) -> SiteDocument:
        """The document that the office's content calls ``key``."""
        wanted = self.kantor.dokumen[key]
        found = SiteDocument.objects.filter(
            title=wanted.judul, collection=self.collection
        )
        return found.first() or self.new_document(key, wanted)

    def new_document(self, key: str, wanted: Dokumen) -> SiteDocument:
        content = (
            pdf_file(wanted.isi) if wanted.jenis == "pdf" else csv_file(wanted.baris)
        )
        name = f"{self.instansi.slug}-{key}.{wanted.jenis}"
        document = SiteDocument(
            title=wanted.judul,
            collection=self.collection,
            file=ContentFile(content, name=name),
        )
        document.save()
        return document
