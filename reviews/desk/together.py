"""Which steps may be decided several at a time: those that ask for nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviews.engine.kinds import asks_nothing, kind_of
from reviews.sop.kinds import PEMERIKSAAN

if TYPE_CHECKING:
    from reviews.rounds.waiting import Waiting


def may_be_done_together(row: Waiting) -> bool:
    """Checks, initials and signatures that ask for no words of their own."""
    kinds = row.step.kinds
    asks = any(kind_of(jenis).asks is not asks_nothing for jenis in kinds)
    return PEMERIKSAAN.issuperset(kinds) and not asks
