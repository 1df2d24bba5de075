"""Whether the words of a step say that its performer corrects the text himself."""

from __future__ import annotations

import re
from typing import Final

CORRECTS: Final = re.compile(
    r"\b(me(?:ngk|ng)oreksi|menyunting|memperbaiki|mengedit|meng-edit|merevisi"
    r"|menyempurnakan|melakukan\s+(?:koreksi|penyuntingan|perbaikan|revisi))(?:nya)?\b",
    re.IGNORECASE,
)
DELEGATES: Final = re.compile(
    r"\b(?:meminta|menugaskan|memerintahkan|menyuruh|menginstruksikan"
    r"|(?:di|me\w*)kembalikan|mengembalikan)\b",
    re.IGNORECASE,
)
NOT_NOW: Final = re.compile(
    r"\b(?:untuk|agar|supaya|guna|tidak|tanpa)\b", re.IGNORECASE
)
CLAUSE: Final = re.compile(r"[.,;:\n]")
PART: Final = re.compile(r"\b(?:dan|serta|lalu|kemudian)\b|/", re.IGNORECASE)


def correcting_word(uraian: str) -> str | None:
    """The active verb of correction, or ``None``.

    "memeriksa/mengkoreksi konsep" corrects; "dikembalikan untuk diperbaiki" and
    "meminta staf memperbaiki" leave it to others.
    """
    for clause in CLAUSE.split(uraian):
        for found in CORRECTS.finditer(clause):
            before = clause[: found.start()]
            nearest_part = PART.split(before)[-1]
            if not DELEGATES.search(before) and not NOT_NOW.search(nearest_part):
                return found.group(1).lower()
    return None
