"""Which steps may be decided several at a time: those that ask for nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviews.engine.kinds import kind_of
from reviews.sop.kinds import PEMERIKSAAN

if TYPE_CHECKING:
    from reviews.rounds.waiting import Waiting


def may_be_done_together(row: Waiting) -> bool:
    """Checks, initials and signatures that ask for no words of their own."""
    return all(
        jenis in PEMERIKSAAN and not kind_of(jenis).asks_words
        for jenis in row.step.kinds
    )
