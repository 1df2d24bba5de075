"""A moment as an office's clock shows it, for people and for the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

if TYPE_CHECKING:
    import datetime as dt

    from pages.models import InstansiPage

ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


def local_text(moment: dt.datetime, instansi: InstansiPage) -> str:
    """``Senin, 3 Agustus 2026 pukul 16.00 WIB``, on the office's clock."""
    local = moment.astimezone(ZoneInfo(instansi.zona_waktu))
    zone = ZONES.get(instansi.zona_waktu, "")
    return f"{date_format(local, 'l, j F Y')} pukul {local:%H.%M} {zone}".strip()


def local_iso(moment: dt.datetime, instansi: InstansiPage) -> str:
    """The same for the trail: ``2026-08-03T16:00:00+07:00``."""
    return moment.astimezone(ZoneInfo(instansi.zona_waktu)).isoformat()
