"""The kelengkapan of a step as a list of items that can be ticked off."""

from __future__ import annotations

import re
from typing import Final

LEAD: Final = re.compile(
    r"^\s*(?:[-\u2013\u2022*]\s*|\(?\d{1,2}[.)]\s+|\(?[a-z][.)]\s+)"
)
SLASH: Final = re.compile(r"\s*/\s+|\s+/\s*")
COMMA: Final = re.compile(r"[,;]\s+")
CONTINUES: Final = re.compile(
    r"^(?:yang|dan|serta|atau|maupun|untuk|dengan|dari)\b", re.IGNORECASE
)
MAX_WORDS: Final = 8


def split_kelengkapan(text: str | None) -> tuple[str, ...]:
    """Items of ``text``; a text that reads as one sentence stays one item.

    "Berita/ Artikel" is one thing with two names; "Data / laporan" are two.
    """
    lines = [LEAD.sub("", line).strip() for line in (text or "").splitlines()]
    return tuple(item for line in lines if line for item in items_of(line))


def items_of(line: str) -> list[str]:
    if "(" in line:
        return [line]
    parts = SLASH.split(line) if " / " in line else COMMA.split(line)
    items = [part.strip(" ,;.") for part in parts]
    items = [item for item in items if item]
    whole = [line.strip()]
    if any(CONTINUES.match(item) or len(item.split()) > MAX_WORDS for item in items):
        return whole
    return items if len(items) > 1 else whole
