"""Time as SOPs write it, in working minutes."""

from __future__ import annotations

import re
from typing import Final

MINUTES: Final = {"menit": 1, "mnt": 1, "jam": 60, "hari": 450, "minggu": 2250}
"""A working day is 450 minutes (Perpres 21/2023), a week five of them."""
WORDS: Final = {"satu": 1, "dua": 2, "tiga": 3, "setengah": 0.5, "½": 0.5}
PART: Final = re.compile(
    r"(\d{1,4}(?:[.,]\d{1,2})?|½|satu|dua|tiga|setengah)\s*(?:\([a-z ]+\)\s*)?"
    r"(menit|mnt|jam|hari|minggu)(?:\s*kerja)?",
    re.IGNORECASE,
)


def minutes_of(text: str) -> int | None:
    """``1 jam 30 menit`` is 90; ``None`` where anything else is written."""
    parts = list(PART.finditer(text))
    rest = PART.sub("", text).strip(" .,;±\n\tdan&+")
    if not parts or rest:
        return None
    total = sum(amount(part[1]) * MINUTES[part[2].lower()] for part in parts)
    return round(total) or None


def amount(text: str) -> float:
    written = WORDS.get(text.lower())
    return written if written is not None else float(text.replace(",", "."))
