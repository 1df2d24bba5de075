"""The first year whose cuti bersama the installed ``holidays`` does not know."""

from __future__ import annotations

from reviews.worktime.calendar import knows_cuti_bersama
from tests.reviews.rounds.clock import at

UNKNOWN = next(year for year in range(2026, 2099) if not knows_cuti_bersama(year))
SAID = f"Cuti bersama {UNKNOWN} belum dimasukkan"
OCTOBER = at(f"{UNKNOWN - 1}-10-01T08:00")
SEPTEMBER = at(f"{UNKNOWN - 1}-09-30T08:00")
