"""A row of the trail as it is written: its RFC 8785 bytes, by the number of their form.

The bytes are kept and never made again, so a later form leaves older rows as they are.
What is empty is not written. What a row states of things stands in its bytes alone.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import rfc8785

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviews.papers.jejak import Jejak

SKEMA = 1
EMPTY: tuple[Any, ...] = (None, "", [], {})
# By form: the column of each key. A key that is not written says the column is empty.
COLUMNS: Mapping[int, Mapping[str, str]] = {
    1: {
        "nomor": "nomor",
        "sebelumnya": "sebelumnya",
        "waktu": "waktu",
        "aksi": "aksi",
        "naskah": "naskah_id",
        "langkah": "langkah",
        "jenis": "jenis",
        "tugas": "task_state",
        "pelaku": "pelaku",
        "nama": "nama",
        "nip": "nip",
        "jabatan": "jabatan",
        "kapasitas": "kapasitas",
        "digest": "digest",
        "revisi": "revisi",
        "data": "data",
        "kunci": "kunci",
    }
}


def written(row: Jejak, kantor: str, tentang: Sequence[Mapping[str, Any]]) -> bytes:
    """``row`` of the office ``kantor`` in the form of today, and what it states."""
    said = {"skema": SKEMA, "kantor": kantor, **said_of(row, COLUMNS[SKEMA])}
    return rfc8785.dumps({**said, "tentang": list(tentang)} if tentang else said)


def differs(row: Jejak, said: Mapping[str, Any]) -> str | None:
    """The first column that does not say what the bytes say."""
    columns = COLUMNS.get(said.get("skema", 0))
    if columns is None:
        return "skema"
    stands = said_of(row, columns)
    return next(
        (name for key, name in columns.items() if stands.get(key) != said.get(key)),
        None,
    )


def said_of(row: Jejak, columns: Mapping[str, str]) -> dict[str, Any]:
    """What the columns of ``row`` say, by key; nothing of those that are empty."""
    said = {key: plain(getattr(row, name)) for key, name in columns.items()}
    return {key: value for key, value in said.items() if value not in EMPTY}


def plain(value: Any) -> Any:
    """``value`` as JSON."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    return value if isinstance(value, int | list | dict | None) else str(value)
