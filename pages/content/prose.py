"""Rich text in one writing, whoever stored it; its links by what they lead to."""

from __future__ import annotations

from html import escape, unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from wagtail.rich_text.rewriters import FIND_ATTRS

from pages.content.stream import ids

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pages.content.form import Identities

VOID = {"br", "hr", "embed", "img"}
KINDS = ("linktype", "embedtype")


def canonical_prose(stored: str, identities: Identities) -> str:
    """``stored`` with attributes in order and no row named by its number.

    Of a target that nobody knows of nothing stays but that there was one.
    """
    writer = Writer(identities)
    writer.feed(stored)
    writer.close()
    return "".join(writer.parts)


def as_wagtail_reads(tag: str, raw: str, attrs: Mapping[str, str]) -> bool:
    """Whether what Wagtail's rewriters find in a tag is what stands there."""
    found = dict(FIND_ATTRS.findall(raw))
    if tag == "embed" and not raw.endswith("/>"):
        return False
    return {name: unescape(value) for name, value in found.items()} == attrs and all(
        found[name] == attrs[name] for name in (*KINDS, "id") if name in attrs
    )


class Writer(HTMLParser):
    """Writes what it reads: the standard library's parser, and no other's habits."""

    def __init__(self, identities: Identities) -> None:
        super().__init__(convert_charrefs=True)
        self.identities = identities
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raw = self.get_starttag_text() or ""
        named = {name: value or "" for name, value in attrs}
        if len(named) < len(attrs) or not as_wagtail_reads(tag, raw, named):
            self.as_it_stands(raw)
            return
        written = "".join(
            f' {name}="{escape(value)}"'
            for name, value in sorted(self.identified(named).items())
        )
        self.parts.append(f"<{tag}{written}>")

    def as_it_stands(self, data: str) -> None:
        """What no editor writes: a comment, or what different readers read differently."""
        self.parts.append(f"<!{data}>")

    handle_comment = handle_pi = unknown_decl = as_it_stands

    def handle_decl(self, decl: str) -> None:
        self.as_it_stands(decl)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(data, quote=False))

    def identified(self, attrs: dict[str, str]) -> dict[str, str]:
        """``id`` gives way to what it stands for."""
        kind = next((attrs[name] for name in KINDS if name in attrs), "")
        if not kind or "id" not in attrs:
            return attrs
        row = next(iter(ids(attrs["id"])), 0)
        return {**attrs, "id": self.identities.get((kind, row), "")}
