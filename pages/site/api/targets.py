"""Everything a list of pages refers to, fetched at once: no query per row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from pages.at_rest import are_files_at_rest
from pages.content.public import open_files, public_pages, public_path
from pages.content.stream import References, plain_stream
from pages.models import SiteDocument, SiteImage
from pages.preview.files import file_url
from pages.renditions import SPECS, take_checksum
from pages.site.api.gambar import shown_image
from pages.site.api.rich_text import public_html

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from wagtail.blocks.stream_block import StreamValue


@dataclass
class Targets:
    """The public among the images, documents and pages that texts point at."""

    images: dict[int, dict[str, Any]]
    documents: dict[int, dict[str, Any]]
    paths: dict[int, str]

    @classmethod
    def holding(cls, pages: Iterable[Page], fields: Collection[str]) -> Targets:
        """What ``fields`` (streams and images) of ``pages`` refer to."""
        found = References()
        for page in pages:
            for name in fields:
                note(found, page, name)
        return cls(
            images=images(found.images),
            documents=documents(found.documents),
            paths=page_paths(found.pages),
        )

    def show(self, value: StreamValue) -> list[dict[str, Any]]:
        """A stream's blocks, with what the public may see of their targets."""
        return plain_stream(value, self.show_leaf)

    def show_leaf(self, block: blocks.Block, raw: Any) -> Any:
        if isinstance(block, ImageChooserBlock):
            return self.images.get(raw)
        if isinstance(block, DocumentChooserBlock):
            return self.documents.get(raw)
        if isinstance(block, blocks.RichTextBlock):
            return public_html(raw, self)
        return raw

    def show_files(self, value: StreamValue) -> list[dict[str, Any]]:
        """The documents of a stream of documents, in order."""
        shown = (block["value"] for block in self.show(value))
        return [document for document in shown if document]


def note(found: References, page: Page, name: str) -> None:
    """Add to ``found`` what one field refers to."""
    if isinstance(page._meta.get_field(name), StreamField):
        plain_stream(getattr(page, name), found.read_leaf)
    elif pk := getattr(page, f"{name}_id"):
        found.images.add(pk)


def images(pks: set[int]) -> dict[int, dict[str, Any]]:
    """Public images by id, with their sizes and formats."""
    if not pks:
        return {}
    chosen: Any = open_files(SiteImage).filter(pk__in=pks)
    return {
        image.pk: shown_image(image) for image in chosen.prefetch_renditions(*SPECS)
    }


def documents(pks: set[int]) -> dict[int, dict[str, Any]]:
    """Public documents by id."""
    if not pks:
        return {}
    return {
        document.pk: {
            "id": document.pk,
            "judul": document.title,
            "nama_berkas": document.filename,
            "jenis": document.content_type,
            "ukuran": document.file_size,
            "sha1": document.file_hash,
            "sha256": sha256_of(document),
            "url": file_url(document.url),
        }
        for document in open_files(SiteDocument).filter(pk__in=pks)
    }


def sha256_of(document: SiteDocument) -> str:
    """The checksum in hex; empty until the queue has read an older document."""
    if not document.sha256 and are_files_at_rest():
        take_checksum.enqueue(document.pk)
        return ""
    return document.get_sha256()


def page_paths(pks: set[int]) -> dict[int, str]:
    """Public paths of public pages by id."""
    if not pks:
        return {}
    return {
        page.pk: public_path(page) for page in public_pages(Page).filter(pk__in=pks)
    }
