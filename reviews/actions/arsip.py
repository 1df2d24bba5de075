"""Archive: the step says what is to be kept; the queue keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviews.models.laporan import Arsip
from reviews.pengarsipan import write_due

if TYPE_CHECKING:
    from reviews.actions.putusan import Putusan
    from reviews.models.jejak import Jejak


def archive_berkas(putusan: Putusan, jejak: Jejak) -> None:
    """Record that the bag of this naskah, as it is now, is to be written.

    Storage may be slow or away: nobody is to wait for it with the trail in hand.
    """
    office = putusan.naskah.instansi.slug
    Arsip.objects.create(
        naskah=putusan.naskah,
        jejak=jejak,
        berkas=f"arsip/{office}/{putusan.naskah.pk}-{jejak.nomor}.zip",
    )
    write_due.enqueue()
