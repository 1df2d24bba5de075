"""Files, against the checksums that stand in the trail: bags, and what texts show."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pages.models import ReadRow
from reviews.papers.jejak import IsiNaskah
from reviews.papers.laporan import Arsip
from reviews.trail.bag import BagError, attachments, read
from reviews.trail.fault import Fault, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator


def bag_faults() -> Iterator[Fault]:
    """Each bag is read. That its row says what the trail says is looked at before."""
    for arsip in Arsip.objects.filter(status=Arsip.Status.TERARSIP).iterator():
        bag = read(arsip.berkas)
        if bag is None:
            yield Fault(f"arsip {arsip.berkas}", Reason.MISSING, "berkas tidak ada")
        elif hashlib.sha256(bag).hexdigest() != arsip.sha256:
            yield Fault(f"arsip {arsip.berkas}", Reason.CHANGED, "bukan yang ditulis")


def attachment_faults() -> Iterator[Fault]:
    """The pictures and documents of what is live, byte by byte as approved."""
    live = ReadRow.objects.exclude(digest="").values("digest")
    for kept in IsiNaskah.objects.filter(digest__in=live).iterator():
        try:
            for _ in attachments(kept.isi):
                pass
        except (BagError, OSError) as error:
            place = f"isi naskah {kept.digest[:12]}…"
            yield Fault(place, Reason.CHANGED, str(error) or "lampiran tidak terbaca")
