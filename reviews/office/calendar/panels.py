"""What an administrator's desk says of calendars that are not complete."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component

from reviews.office.calendar.actions import shown_offices
from reviews.rights.readers import reader_of
from reviews.rounds.known_holidays import incomplete

SHOWN = 10


class KalenderPanel(Component):
    """The years that wait for their cuti bersama, with the offices; or nothing."""

    name = "kalender_kurang"
    template_name = "reviews/waktu/kurang.html"
    order = 30

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        offices = shown_offices(reader_of(parent_context["request"]))
        waiting = incomplete(offices)
        by_year: dict[int, list[Any]] = {}
        for office in offices:
            for year in waiting.get(office.pk, []):
                by_year.setdefault(year, []).append(office)
        return {
            "tahun": [
                (year, found[:SHOWN], len(found[SHOWN:]))
                for year, found in sorted(by_year.items())
            ]
        }
