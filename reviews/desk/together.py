"""Which steps may be decided several at a time: those that ask for nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviews.sop.kinds import PEMERIKSAAN

if TYPE_CHECKING:
    from reviews.rounds.waiting import Waiting


def may_be_done_together(row: Waiting) -> bool:
    """Checks, initials and signatures; a disposisi or a laporan needs its own words."""
    return PEMERIKSAAN.issuperset(row.step.kinds)
