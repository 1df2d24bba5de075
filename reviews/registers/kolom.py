"""A register's columns and filters: one list for the screen, the detail and the file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from pages.models import InstansiPage

    Cell = str | int | dt.date | dt.datetime | None


@dataclass(frozen=True)
class Kolom:
    """A heading, the cell of a row, and where it is shown.

    ``urut`` names the field that the list is ordered by; ``lebar`` is the width in a
    workbook, in characters. What is not ``daftar`` stands in the detail and the file.
    """

    judul: str
    isi: Callable[[Any], Cell]
    urut: str = ""
    lebar: int = 20
    daftar: bool = True


@dataclass(frozen=True)
class Saringan:
    """A choice above the list: its parameter, its field, and what there is to choose."""

    nama: str
    judul: str
    lookup: str
    pilihan: Callable[[QuerySet[Any]], list[tuple[str, str]]]


def years(field: str) -> Callable[[QuerySet[Any]], list[tuple[str, str]]]:
    """The years that occur, newest first."""

    def found(rows: QuerySet[Any]) -> list[tuple[str, str]]:
        seen = rows.order_by(f"-{field}").values_list(field, flat=True).distinct()
        return [(str(year), str(year)) for year in seen]

    return found


def fixed(choices: list[tuple[str, str]]) -> Callable[[Any], list[tuple[str, str]]]:
    """The same choices for everybody."""
    return lambda rows: choices


def local(moment: dt.datetime | None, instansi: InstansiPage) -> dt.datetime | None:
    """``moment`` on the office's clock, without its zone: spreadsheets know none."""
    if moment is None:
        return None
    zone = ZoneInfo(instansi.zona_waktu)
    return moment.astimezone(zone).replace(tzinfo=None, microsecond=0)


def shown(cell: Cell) -> str:
    """``cell`` as people read it on the screen."""
    if isinstance(cell, dt.datetime):
        return date_format(cell, "j M Y H.i")
    if isinstance(cell, dt.date):
        return date_format(cell, "j M Y")
    return "-" if cell in (None, "") else str(cell)
