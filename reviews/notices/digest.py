"""The digest: one mail a working day for those who want no mail at each occasion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from reviews.notices.send import send_due
from reviews.papers.surat import Surat
from reviews.worktime.offices import kalender_of

if TYPE_CHECKING:
    import datetime as dt


def write_digests(now: dt.datetime) -> int:
    """One digest for each reader whose office has opened; returns how many."""
    waiting = Surat.objects.for_digest().order_by("pk")
    readers = set(waiting.values_list("penerima", flat=True))
    return sum(write_digest(reader, now) for reader in sorted(readers))


@transaction.atomic
def write_digest(reader: int, now: dt.datetime) -> bool:
    """Gather what waits for ``reader``, unless he had his digest today."""
    rows = Surat.objects.for_digest().filter(penerima=reader, naskah__isnull=False)
    first = rows.select_related("naskah__instansi").order_by("pk").first()
    if first is None or first.naskah is None:
        return False
    kalender = kalender_of(first.naskah.instansi)
    day = kalender.local(now).date()
    opened = kalender.is_working(now) and rows.filter(dibuat_pada__lt=now).exists()
    if not opened:
        return False
    letter, new = Surat.objects.get_or_create(
        kunci=f"{Surat.Jenis.RINGKASAN}:{day}:{reader}",
        defaults={"penerima_id": reader, "jenis": Surat.Jenis.RINGKASAN},
    )
    if new:
        rows.update(ringkasan=letter)
        send_due.enqueue()
    return new
