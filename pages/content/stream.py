"""StreamFields as plain values, and the files and pages they point at.

Everything works on what is stored: nothing here loads an image in order to look at
its id, and a page with fifty blocks costs no more queries than one with two.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page
from wagtail.rich_text import extract_references_from_rich_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from wagtail.blocks.stream_block import StreamValue

    # What to put in place of one leaf, given its block and its stored value.
    Leaf = Callable[[blocks.Block, Any], Any]


@dataclass
class References:
    """Ids of all that a text points at."""

    images: set[int] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)

    def read_leaf(self, block: blocks.Block, raw: Any) -> Any:
        """Note what ``raw`` points at; a :data:`Leaf` that changes nothing."""
        if isinstance(block, ImageChooserBlock):
            self.images |= ids(raw)
        elif isinstance(block, DocumentChooserBlock):
            self.documents |= ids(raw)
        elif isinstance(block, blocks.RichTextBlock):
            self.read_html(raw)
        return raw

    def read_html(self, html: str | None) -> None:
        """Note the targets of rich text in its stored form."""
        sets = {
            get_image_model(): self.images,
            get_document_model(): self.documents,
            Page: self.pages,
        }
        for model, pk, *_ in extract_references_from_rich_text(html or ""):
            if model in sets:
                sets[model] |= ids(pk)


def plain_stream(value: StreamValue, leaf: Leaf) -> list[dict[str, Any]]:
    """``value`` as JSON values without block ids, leaves as ``leaf`` gives them.

    Blocks of types that no longer exist are left out, as Wagtail leaves them out.
    """
    plain: list[dict[str, Any]] = plain_block(
        value.stream_block, value.get_prep_value(), leaf
    )
    return plain


def plain_block(block: blocks.Block, raw: Any, leaf: Leaf) -> Any:
    """One stored block value, without ids, with every child its type declares."""
    if isinstance(block, blocks.BaseStreamBlock):
        return [
            {
                "type": item["type"],
                "value": plain_block(
                    block.child_blocks[item["type"]], item["value"], leaf
                ),
            }
            for item in raw or []
            if item["type"] in block.child_blocks
        ]
    if isinstance(block, blocks.BaseStructBlock):
        stored = raw if isinstance(raw, dict) else {}
        return {
            name: plain_block(child, stored.get(name), leaf)
            for name, child in block.child_blocks.items()
        }
    if isinstance(block, blocks.ListBlock):
        return [
            plain_block(block.child_block, list_item(item), leaf) for item in raw or []
        ]
    return leaf(block, "" if raw is None and is_text(block) else raw)


def list_item(item: Any) -> Any:
    """The value of a list item, in either of the two forms Wagtail stores."""
    if isinstance(item, dict) and item.get("type") == "item" and "value" in item:
        return item["value"]
    return item


def is_text(block: blocks.Block) -> bool:
    """Whether nothing at all means the empty text here."""
    text = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock, blocks.URLBlock)
    return isinstance(block, text)


def ids(raw: Any) -> set[int]:
    """The id in ``raw`` as a set; empty where there is none."""
    text = str(raw)
    return {int(text)} if text.isascii() and text.isdecimal() else set()
