"""What changed between two versions of a text, field by field and block by block.

Works on public content (:func:`pages.content.canonical.public_content`) alone: no page, no
revision and no database are needed, so it compares what each paraf was given on.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from wagtail.fields import StreamField

from pages.compare_text import date_text, plain_lines, same_words, words_marked
from pages.content.registry import model_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from django.utils.safestring import SafeString

    Block = dict[str, Any]
    Pair = tuple[Block | None, Block | None]

# What the page's address and the machines read; not shown as text.
LEFT_OUT = ("type", "skema", "instansi", "files", "slug")
ALIKE = 0.4  # from here on, two blocks of one kind are the same block, rewritten


@dataclass(frozen=True)
class BlockChange:
    """One block: ``status`` is berubah, ditambah, dihapus, dipindah or diformat."""

    label: str
    status: str
    html: SafeString


@dataclass(frozen=True)
class FieldChange:
    """One field that differs: its name on screen and what became of its blocks."""

    label: str
    changes: list[BlockChange]
    unchanged: int = 0


def compare(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    names: Mapping[str, str] | None = None,
) -> list[FieldChange]:
    """The fields in which ``after`` differs from ``before``, in the order of the form.

    ``names`` tells what the UUID of a file or a kategori stands for.
    """
    words = Words(str(after.get("type", "")), before, after, names or {})
    changes = (words.compare_field(name) for name in words.fields())
    return [change for change in changes if change.changes]


class Words:
    """Compares in the words of one page type."""

    def __init__(
        self,
        kind: str,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
        names: Mapping[str, str],
    ) -> None:
        self.model = model_of(kind)
        self.before, self.after = before, after
        self.old_names, self.new_names = (
            {**names, **changed_files(version, other)}
            for version, other in ((before, after), (after, before))
        )

    def fields(self) -> list[str]:
        """The keys of either version; what became empty stands in the old one alone."""
        keys = [key for key in {**self.before, **self.after} if key not in LEFT_OUT]
        if self.model is None:
            return keys
        order = {name: at for at, name in enumerate(self.model.public_fields)}
        return sorted(
            keys, key=lambda key: order.get(self.model.form.attribute(key), -1)
        )

    def field(self, key: str) -> Any:
        if self.model is None:
            return None
        try:
            return self.model._meta.get_field(self.model.form.attribute(key))
        except FieldDoesNotExist:
            return None

    def compare_field(self, name: str) -> FieldChange:
        field = self.field(name)
        label = str(getattr(field, "verbose_name", name)).capitalize()
        old, new = self.before.get(name), self.after.get(name)
        if isinstance(field, StreamField):
            return self.compare_stream(label, field, old or [], new or [])
        kind = "gambar" if is_picture(field) else "kata"
        shown = (self.as_text(field, old), self.as_text(field, new))
        change = self.change(
            {"type": kind, "value": shown[0]}, {"type": kind, "value": shown[1]}, ""
        )
        return FieldChange(label, [change] if change else [])

    def compare_stream(
        self, label: str, field: StreamField, old: list[Block], new: list[Block]
    ) -> FieldChange:
        blocks = field.stream_block.child_blocks
        changes, unchanged = [], 0
        for before, after, status in with_moves(list(align(old, new))):
            kind = (after or before or {})["type"]
            name = str(blocks[kind].label) if kind in blocks else kind
            change = self.change(before, after, name, status)
            unchanged += change is None
            changes += [change] if change else []
        return FieldChange(label, changes, unchanged)

    def as_text(self, field: Any, value: Any) -> Any:
        """A relation by the name that stands for it, all else as the form shows it."""
        related = getattr(field, "related_model", None) and not is_picture(field)
        if related and isinstance(value, str):
            return {**self.old_names, **self.new_names}.get(value, value)
        return as_text(field, value)

    def change(
        self, before: Block | None, after: Block | None, label: str, status: str = ""
    ) -> BlockChange | None:
        old = plain_lines(before, self.old_names) if before else ""
        new = plain_lines(after, self.new_names) if after else ""
        if not status:
            status = self.status_of(before, after, old, new)
        if not status:
            return None
        shown = same_words(new) if status in ("dipindah", "diformat") else None
        return BlockChange(label, status, shown or words_marked(old, new))

    def status_of(
        self, before: Block | None, after: Block | None, old: str, new: str
    ) -> str:
        if old != new:
            return "berubah" if old and new else "ditambah" if new else "dihapus"
        return "" if key(before) == key(after) else "diformat"


def changed_files(
    version: Mapping[str, Any], other: Mapping[str, Any]
) -> dict[str, str]:
    """Files whose content is not the other version's: told apart by their checksum."""
    files, others = version.get("files", {}), other.get("files", {})
    return {
        f"!{name}": str(file.get("sha256", ""))[:8]
        for name, file in files.items()
        if name in others and file.get("sha256") != others[name].get("sha256")
    }


def align(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Pair]:
    """Each block beside its counterpart, ``None`` where it has none."""
    matcher = SequenceMatcher(
        None, [key(block) for block in old], [key(block) for block in new], False
    )
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(old[a1:a2], new[b1:b2], strict=True)
        else:
            yield from pair_rewritten(list(old[a1:a2]), list(new[b1:b2]))


def pair_rewritten(old: list[Block], new: list[Block]) -> Iterator[Pair]:
    """Blocks of one kind with much the same words belong together, in order."""
    rest = list(old)
    for block in new:
        twin = next((at for at, each in enumerate(rest) if alike(each, block)), None)
        if twin is None:
            yield None, block
            continue
        yield from ((gone, None) for gone in rest[:twin])
        yield rest[twin], block
        del rest[: twin + 1]
    yield from ((gone, None) for gone in rest)


def with_moves(
    pairs: list[Pair],
) -> Iterator[tuple[Block | None, Block | None, str]]:
    """A block that left one place and came up unchanged in another was moved."""
    gone = [key(before) for before, after in pairs if before and not after]
    moved: set[str] = set()
    for _, after in (pair for pair in pairs if pair[0] is None):
        if key(after) in gone:
            moved.add(key(after))
    for before, after in pairs:
        if before is None and key(after) in moved:
            yield before, after, "dipindah"
        elif not (after is None and key(before) in moved):
            yield before, after, ""


def key(block: Block | None) -> str:
    return json.dumps(block, sort_keys=True, ensure_ascii=False)


def alike(one: Block, other: Block) -> bool:
    if one["type"] != other["type"]:
        return False
    if one["type"] in ("gambar", "dokumen", "embed", "galeri", "tabel"):
        return True
    before, after = (plain_lines(block, {}).split() for block in (one, other))
    matcher = SequenceMatcher(None, before, after)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def is_picture(field: Any) -> bool:
    related = getattr(field, "related_model", None)
    return related is not None and related._meta.model_name == "siteimage"


def as_text(field: Any, value: Any) -> Any:
    """A simple value as the form shows it; the id of a picture as it is."""
    if is_picture(field) or value is None:
        return value
    if isinstance(field, models.DateField):
        return date_text(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    choices = dict(getattr(field, "flatchoices", None) or ())
    return str(choices.get(value, value))
