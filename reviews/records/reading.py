"""What reviews shows in public answers: SOPs in force, and who stands behind a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.dispatch import receiver

from pages.reading import version
from reviews import events

if TYPE_CHECKING:
    from reviews.papers.jejak import Jejak


@receiver(events.sop_changed)
def touch_for_sop(**kwargs: Any) -> None:
    version.touch()


@receiver(events.row_written)
def touch_for_row(row: Jejak, **kwargs: Any) -> None:
    """Only what was published can be verified; no act changes that without a row."""
    if row.naskah and row.naskah.kode_verifikasi:
        version.touch()
