"""Initial or sign: a paraf is given on content, not on a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviews.papers.paraf import FORMS, Paraf

if TYPE_CHECKING:
    from reviews.engine.actions.putusan import Putusan
    from reviews.papers.jejak import Jejak


def give_paraf(putusan: Putusan, jejak: Jejak) -> None:
    """Bind the holder's initials or signature to the digest on the table."""
    bentuk = next(form for kind, form in FORMS.items() if kind in putusan.task.kinds)
    Paraf.objects.create(
        jejak=jejak,
        bentuk=bentuk,
        isi_id=putusan.digest,
        catatan=putusan.data.get("catatan", ""),
    )
