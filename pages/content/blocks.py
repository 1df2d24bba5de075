"""StreamFields in canonical form: what each block says, without ids and empty parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from pages.content.form import FIRST, SKEMA, Form
from pages.content.prose import canonical_prose
from pages.content.stream import ids, list_item

if TYPE_CHECKING:
    from wagtail.blocks.stream_block import StreamValue

    from pages.content.form import Content, Identities

CHOOSERS = {ImageChooserBlock: "image", DocumentChooserBlock: "document"}


def canonical_stream(value: StreamValue, identities: Identities) -> list[Any]:
    """The blocks of ``value`` in order, as JSON values."""
    written: list[Any] = canonical_block(
        value.stream_block, value.get_prep_value(), identities
    )
    return written


def canonical_block(block: blocks.Block, raw: Any, identities: Identities) -> Any:
    """One stored value; blocks of types that no longer exist are left out."""
    if isinstance(block, blocks.BaseStreamBlock):
        return [
            {
                "type": form_of(block).key(item["type"]),
                "value": canonical_block(child, item["value"], identities),
            }
            for item in raw or []
            if (child := block.child_blocks.get(item["type"]))
        ]
    if isinstance(block, blocks.BaseStructBlock):
        return canonical_struct(block, raw if isinstance(raw, dict) else {}, identities)
    if isinstance(block, blocks.ListBlock):
        return [
            canonical_block(block.child_block, list_item(item), identities)
            for item in raw or []
        ]
    return canonical_leaf(block, raw, identities)


def canonical_struct(
    block: blocks.BaseStructBlock, raw: Content, identities: Identities
) -> Content:
    """Its parts by key."""
    values = {
        name: canonical_block(child, raw.get(name, meant(block, name)), identities)
        for name, child in block.child_blocks.items()
    }
    return struct_written(block, values, identities)


def struct_written(
    block: blocks.BaseStructBlock, values: Content, identities: Identities
) -> Content:
    """What says something of ``values``; of a later form with its number."""

    def default(name: str) -> Any:
        child = block.child_blocks[name]
        return canonical_block(child, meant(block, name), identities)

    form = form_of(block)
    written = form.written(values, default)
    number = {SKEMA: form.skema} if written and form.skema > 1 else {}
    return number | written


def meant(block: blocks.BaseStructBlock, name: str) -> Any:
    """What a part says where it is left out, as it would be stored."""
    child = block.child_blocks[name]
    return form_of(block).defaults.get(name, child.get_prep_value(child.get_default()))


def canonical_leaf(block: blocks.Block, raw: Any, identities: Identities) -> Any:
    for chooser, kind in CHOOSERS.items():
        if isinstance(block, chooser):
            return identities.get((kind, next(iter(ids(raw)), 0)))
    if isinstance(block, blocks.RichTextBlock):
        return canonical_prose(raw or "", identities)
    return raw


def form_of(block: blocks.Block) -> Form:
    """What the block declares in its ``Meta``; most need not."""
    found: Form = getattr(block.meta, "form", FIRST)
    return found


def brought_forward(block: blocks.Block, written: Any) -> Any:
    """What was written by an older form of ``block``, as it would be written now."""
    if isinstance(block, blocks.BaseStreamBlock):
        form = form_of(block)
        children = block.child_blocks
        return [
            {**item, "value": brought_forward(child, item["value"])}
            for item in written
            if (child := children.get(form.attribute(item["type"])))
        ]
    if isinstance(block, blocks.ListBlock):
        return [brought_forward(block.child_block, item) for item in written]
    if isinstance(block, blocks.BaseStructBlock):
        return struct_brought_forward(block, written)
    return written


def struct_brought_forward(block: blocks.BaseStructBlock, written: Content) -> Content:
    """Without the parts that the block has no more: nobody reads them."""
    form = form_of(block)
    now = form.brought_forward(written) if written else {}
    values = {
        name: brought_forward(child, value)
        for key, value in now.items()
        if (child := block.child_blocks.get(name := form.attribute(key)))
    }
    return struct_written(block, values, {})
