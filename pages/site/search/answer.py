"""The JSON of a search, from rows as the one query of ``find`` gives them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from pages.models.reading import UNDATED
from pages.reading.answer import Answer
from pages.reading.text import compact
from pages.site.search.highlight import Marker

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pages.search.plan import Plan

    Row = tuple[Any, ...]

MAX_OFFICES = 50  # in the facet
NO_DATE = UNDATED.isoformat()

# Parts of the rows: hits, groups of them for the facets, and how many a tier had.
HIT, GROUP, OFFICE, TIER = range(4)


def answer(rows: Sequence[Row], plan: Plan | None = None, depth: int = 1) -> Answer:
    """What was found; a tier of ``depth`` hits may have had more."""
    parts: list[list[Row]] = [[] for _ in range(TIER + 1)]
    for row in rows:
        parts[row[0]].append(row)
    marker = Marker(plan.words()) if plan else None
    body = {
        "count": sum(row[3] for row in parts[GROUP]),
        "count_pasti": all(row[3] < depth for row in parts[TIER]),
        "saran": plan.correction if plan else None,
        "facet": {
            "jenis": facet((row[5], row[3]) for row in parts[GROUP]),
            "instansi": offices(parts[OFFICE]),
            "golongan": facet((row[6], row[3]) for row in parts[GROUP]),
        },
        "items": [item(row, marker) for row in sorted(parts[HIT], key=place) if marker],
    }
    return Answer(compact(body))


def facet(numbers: Iterable[tuple[str, int]]) -> dict[str, int]:
    """How many hits there are of each name, the most frequent first."""
    total: Counter[str] = Counter()
    for name, number in numbers:
        total[name] += number
    del total[""]
    return dict(sorted(total.items(), key=lambda one: (-one[1], one[0])))


def offices(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The same of offices, with what a reader calls them."""
    first = sorted(rows, key=lambda row: (-row[3], row[12], row[11]))[:MAX_OFFICES]
    return [{**ref, "count": row[3]} for row in first if (ref := office(row))]


def place(row: Row) -> tuple[int, float, int]:
    """Where a hit stands: by tier, then score, then the newest first."""
    _, tier, score, key, *_ = row
    return tier, score, -key


def item(row: Row, marker: Marker) -> dict[str, Any]:
    *_, page_id, jenis, judul, tanggal, path, ringkasan, isi, _, _, _ = row
    date = str(tanggal)
    return {
        "jenis": jenis,
        "id": page_id,
        "judul": judul,
        "instansi": office(row),
        "tanggal": None if date == NO_DATE else date,
        "url": path,
        "cuplikan": marker.snippet(f"{ringkasan} {isi}".strip()),
    }


def office(row: Row) -> dict[str, Any] | None:
    *_, pk, nama, slug = row
    return {"id": pk, "nama": nama, "slug": slug} if pk else None
