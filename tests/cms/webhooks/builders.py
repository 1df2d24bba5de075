"""What the read side would say, and what became of the messages."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cms.models import PengirimanWebhook
from pages.signals import Peristiwa, PublicChange, public_changed


def change(
    page_id: int = 12, peristiwa: Peristiwa = Peristiwa.TAYANG, **others: Any
) -> PublicChange:
    """A change of a news article of office 4."""
    return PublicChange(
        **{
            "peristiwa": peristiwa,
            "page_id": page_id,
            "jenis": "berita",
            "instansi_id": 4,
            "path": "/dinas/berita/loket-baru/",
            "path_sebelum": "",
            "digest": "d" * 64,
            **others,
        }
    )


def tell(*changes: PublicChange) -> None:
    """Send the signal as the read side does, within a transaction."""
    with transaction.atomic():
        public_changed.send(sender=PublicChange, changes=list(changes))


def log() -> list[tuple[str, str, int, int | None]]:
    """``(event, status, attempts, code)`` of every message, oldest first."""
    rows = PengirimanWebhook.objects.order_by("dibuat_pada")
    return list(rows.values_list("peristiwa", "status", "percobaan", "kode_http"))
