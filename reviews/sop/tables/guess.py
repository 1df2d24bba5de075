"""What kind a step probably is, from its words; its author confirms it."""

from __future__ import annotations

import re
from typing import Final

from reviews.sop.kinds import MEANINGS, SESUDAH_TAYANG, Jenis, Objek

RULES: Final = [
    (kind, re.compile(pattern, re.IGNORECASE))
    for _, pattern, kind in sorted(
        (turn, pattern, kind)
        for kind, meant in MEANINGS.items()
        for turn, pattern in meant.words
    )
]


def kinds_of(texts: list[str]) -> list[Jenis]:
    """A kind for each step; one of them publishes if any speaks of it."""
    kinds = [kind_of(text) for text in texts]
    publishing = [at for at, kind in enumerate(kinds) if kind == Jenis.PUBLIKASI]
    for at in publishing[1:]:
        kinds[at] = Jenis.VERIFIKASI
    if publishing:
        for at in range(publishing[0]):
            if kinds[at] in SESUDAH_TAYANG:
                kinds[at] = Jenis.VERIFIKASI
    return kinds


def kind_of(text: str) -> Jenis:
    return next((kind for kind, rule in RULES if rule.search(text)), Jenis.VERIFIKASI)


def object_of(kind: Jenis, text: str, *, published: bool) -> Objek:
    """What the step works on; after publication a laporan where it says so."""
    if published and "laporan" in text.casefold():
        return Objek.LAPORAN
    return MEANINGS[kind].objek
