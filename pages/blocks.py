"""The blocks an office writes with; each also has its plain HTML."""

from __future__ import annotations

from typing import Any

from django.core.validators import URLValidator
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText

from pages.content.public_text import public_source

# No images or embeds inside the prose: they have blocks with alt texts of their own.
RICH_TEXT_FEATURES = [
    "bold",
    "italic",
    "h3",
    "h4",
    "ol",
    "ul",
    "hr",
    "superscript",
    "subscript",
    "link",
    "document-link",
]


class HttpsURLBlock(blocks.URLBlock):
    """An address that opens over TLS; anything else has no place on the site."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("validators", [URLValidator(schemes=["https"])])
        super().__init__(*args, **kwargs)


class TeksBlock(blocks.RichTextBlock):
    """Rich text; Wagtail's own API shows the public no way to what is not public."""

    def get_api_representation(
        self, value: RichText, context: dict[str, Any] | None = None
    ) -> Any:
        reader = getattr((context or {}).get("request"), "user", None)
        if reader is None or not reader.is_authenticated:
            value = RichText(public_source(value.source))
        return super().get_api_representation(value, context)

    def deconstruct(self) -> tuple[str, Any, Any]:
        """As Wagtail's own block: migrations do not depend on this class."""
        _, args, kwargs = super().deconstruct()
        return "wagtail.blocks.RichTextBlock", args, kwargs


class GambarBlock(blocks.StructBlock):
    """One image; its alt text here, where empty, is that of the image."""

    gambar = ImageChooserBlock(label="Gambar")
    keterangan = blocks.CharBlock(label="Keterangan", required=False, max_length=255)
    alt = blocks.CharBlock(
        label="Teks alternatif",
        required=False,
        max_length=255,
        help_text="Kosongkan untuk memakai teks alternatif milik gambar.",
    )

    class Meta:
        icon = "image"
        label = "Gambar"


class KutipanBlock(blocks.StructBlock):
    """A quotation and who said it."""

    kutipan = blocks.TextBlock(label="Kutipan")
    sumber = blocks.CharBlock(label="Sumber", required=False, max_length=255)

    class Meta:
        icon = "openquote"
        label = "Kutipan"


class EmbedBlock(blocks.StructBlock):
    """A link to media elsewhere.

    The server never fetches it (no SSRF, no outage of others at publication); the
    public site decides whether to frame it.
    """

    url = HttpsURLBlock(label="Alamat", help_text="Misalnya alamat video.")
    judul = blocks.CharBlock(label="Judul", max_length=255)

    class Meta:
        icon = "media"
        label = "Sematan"


class IsiBlock(blocks.StreamBlock):
    """The body of a page."""

    subjudul = blocks.CharBlock(label="Subjudul", icon="title", max_length=255)
    teks = TeksBlock(label="Teks", features=RICH_TEXT_FEATURES)
    gambar = GambarBlock()
    kutipan = KutipanBlock()
    tabel = TableBlock(label="Tabel", icon="table")
    dokumen = DocumentChooserBlock(label="Dokumen", icon="doc-full")
    embed = EmbedBlock()
    galeri = blocks.ListBlock(GambarBlock(), label="Galeri", icon="image")

    class Meta:
        label = "Isi"


class BerkasBlock(blocks.StreamBlock):
    """Files in an order of their own, without a table of their own."""

    dokumen = DocumentChooserBlock(label="Dokumen", icon="doc-full")

    class Meta:
        label = "Berkas"
