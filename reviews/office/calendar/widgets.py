"""The hours of a week as one table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django import forms

from reviews.worktime.hours import NAMA_HARI

if TYPE_CHECKING:
    from collections.abc import Mapping

KOLOM = ("Masuk", "Istirahat dari", "Istirahat sampai", "Pulang")


class PekanWidget(forms.Widget):
    """Seven rows of four times; what is posted becomes the JSON of the stored week.

    A row without times is a free day; one without a break has two times.
    """

    template_name = "reviews/waktu/pekan.html"

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        week = json.loads(value) if isinstance(value, str) else value
        rows = zip(NAMA_HARI, week or [[]] * len(NAMA_HARI), strict=True)
        context["kolom"] = KOLOM
        context["baris"] = [
            (
                day,
                [
                    (f"{name}-{at}-{n}", text.replace(":", "."))
                    for n, text in enumerate(four(times))
                ],
            )
            for at, (day, times) in enumerate(rows)
        ]
        return context

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> str | None:
        if f"{name}-0-0" not in data:
            return None
        rows = [
            [typed(data.get(f"{name}-{at}-{n}", "")) for n in range(len(KOLOM))]
            for at in range(len(NAMA_HARI))
        ]
        return json.dumps([shortened(row) for row in rows])

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> bool:
        return f"{name}-0-0" not in data


def typed(text: str) -> str:
    """A time as people here write it, ``7.30``, as it is stored: ``07:30``."""
    hour, dot, minute = text.strip().replace(".", ":").partition(":")
    return f"{hour.zfill(2)}{dot}{minute}" if hour else ""


def shortened(row: list[str]) -> list[str]:
    """Without an empty break, or empty; anything else stays for the reader to mend."""
    start, rest, back, end = row
    if not any(row):
        return []
    return [start, end] if not (rest or back) else row


def four(times: list[str]) -> list[str]:
    """The times of a day in their columns."""
    if len(times) == len(KOLOM):
        return times
    return [times[0], "", "", times[1]] if times else [""] * len(KOLOM)
