"""Initial or sign: a paraf is given on content, not on a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviews.models.paraf import Paraf
from reviews.sop.kinds import Jenis

if TYPE_CHECKING:
    from reviews.actions.putusan import Putusan
    from reviews.models.jejak import Jejak

FORMS = {
    Jenis.MENGETAHUI: Paraf.Bentuk.MENGETAHUI,
    Jenis.TANDA_TANGAN: Paraf.Bentuk.TANDA_TANGAN,
    Jenis.VERIFIKASI_PARAF: Paraf.Bentuk.PARAF,
}


def give_paraf(putusan: Putusan, jejak: Jejak) -> None:
    """Bind the holder's initials or signature to the digest on the table."""
    bentuk = next(form for kind, form in FORMS.items() if kind in putusan.task.kinds)
    Paraf.objects.create(
        jejak=jejak,
        bentuk=bentuk,
        isi_id=putusan.digest,
        catatan=putusan.data.get("catatan", ""),
    )
