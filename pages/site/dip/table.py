"""The DIP as a table: its columns (Perki 1/2021), and each entry as a line."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pages import addresses
from pages.models import InformasiPublikPage
from pages.text import legal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.models import QuerySet

    from pages.models import ReadRow

    Cell = str | dt.date | None

CHUNK = 500  # entries in memory at a time

KLASIFIKASI = dict(InformasiPublikPage.Klasifikasi.choices)
BENTUK = dict(InformasiPublikPage.Bentuk.choices)


@dataclass(frozen=True)
class Column:
    """A heading, its width in characters, and the cell of an entry."""

    judul: str
    lebar: int
    cell: Callable[[dict[str, Any]], Cell]


def text(name: str) -> Callable[[dict[str, Any]], Cell]:
    return lambda entry: legal(entry[name])


COLUMNS = (
    Column("Nomor", 14, text("nomor")),
    Column("Judul", 40, text("judul")),
    Column("Ringkasan isi informasi", 60, text("ringkasan")),
    Column("Pejabat/unit yang menguasai informasi", 30, text("pejabat_penguasa")),
    Column(
        "Penanggung jawab pembuatan/penerbitan informasi",
        30,
        text("penanggung_jawab"),
    ),
    Column("Waktu pembuatan", 14, lambda entry: day(entry["waktu_pembuatan"])),
    Column("Tempat pembuatan", 20, text("tempat_pembuatan")),
    Column(
        "Bentuk informasi yang tersedia",
        20,
        lambda entry: BENTUK.get(entry["bentuk"], ""),
    ),
    Column("Jangka waktu penyimpanan", 20, text("jangka_simpan")),
    Column("Klasifikasi", 14, lambda entry: KLASIFIKASI.get(entry["klasifikasi"], "")),
    Column(
        "Instansi",
        30,
        lambda entry: legal(entry["instansi"]["nama"]) if entry["instansi"] else "",
    ),
    Column("Tautan", 50, lambda entry: entry["url"]),
)


def day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def lines(rows: QuerySet[ReadRow]) -> Iterator[list[Cell]]:
    """The entries as cells, in one query and never all in memory."""
    for item, url_path in rows.values_list("item", "page__url_path").iterator(CHUNK):
        entry = json.loads(item)
        base = addresses.site_base(url_path)
        entry["url"] = addresses.there(entry["url"], base)
        yield [column.cell(entry) for column in COLUMNS]
