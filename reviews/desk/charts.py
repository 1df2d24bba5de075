"""An SOP's flowchart as a template shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.safestring import mark_safe

from reviews.sop.bagan.svg import draw_table
from reviews.sop.bagan.table import table_of

if TYPE_CHECKING:
    from django.utils.safestring import SafeString


def chart_of(data: dict[str, Any]) -> dict[str, Any]:
    """The flowchart and its table, for ``reviews/bagan/bagan.html``."""
    table = table_of(data)
    return {"bagan": svg_markup(draw_table(table)), "tabel": table}


def svg_markup(svg: str) -> SafeString:
    """The SVG writer escapes every text it is given."""
    return mark_safe(svg)  # noqa: S308
