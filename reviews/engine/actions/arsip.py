"""Archive: the step says what is to be kept; the queue keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviews import events
from reviews.papers.laporan import Arsip

if TYPE_CHECKING:
    from reviews.engine.actions.putusan import Putusan
    from reviews.papers.jejak import Jejak


def archive_berkas(putusan: Putusan, jejak: Jejak) -> None:
    """Record that the bag of this naskah, as it is now, is to be written.

    Storage may be slow or away: nobody is to wait for it with the trail in hand.
    """
    office = putusan.naskah.instansi.slug
    arsip = Arsip.objects.create(
        naskah=putusan.naskah,
        jejak=jejak,
        berkas=f"arsip/{office}/{putusan.naskah.pk}-{jejak.nomor}.zip",
    )
    events.bag_recorded.send(Arsip, arsip=arsip)
