"""Lists and details, straight from the rows: at most two queries, no objects."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils import timezone

from pages.models.reading import UNDATED
from pages.parameters import page_id_of
from pages.reading import state
from pages.reading.answer import Answer
from pages.reading.packing import unpack
from pages.reading.text import chosen, compact
from pages.search.narrow import matching

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pages.reading.cursors import Place
    from pages.reading.kinds import Kind
    from pages.site.api.list_query import ListQuery

DETAIL = (
    "SELECT r.etag, r.ditulis_pada, r.berakhir_pada, b.bentuk, b.isi FROM pages_readrow r"
    " JOIN pages_readbody b ON b.row_id = r.page_id AND b.bentuk IN (%s, %s)"
    " WHERE r.page_id = %s AND r.jenis = %s"
)
OFFICE = (
    "r.instansi_id = (SELECT MIN(o.page_id) FROM pages_readrow o"
    " WHERE o.jenis = 'instansi' AND (o.slug = %s OR o.page_id = %s))"
)
UNEXPIRED = "(r.berakhir_pada IS NULL OR r.berakhir_pada > %s)"
MAX_COUNTS = 5_000  # lists whose length is kept in memory


@dataclass(frozen=True, slots=True)
class Chosen:
    """FROM and WHERE of a list, with their parameters; equal ones are equal lists."""

    tables: str
    where: str
    params: tuple[Any, ...]
    by_tag: bool

    def column(self, name: str) -> str:
        """The column ``name`` where an index holds it beside what was chosen by."""
        if self.by_tag and name in {"tanggal", "page_id"}:
            return {"tanggal": "t.tanggal", "page_id": "t.row_id"}[name]
        return f"r.{name}"


def detail(kind: Kind, page_id: int, coding: str = "zstd") -> Answer | None:
    """The page's ready bytes, in ``coding`` too where it lies ready; or ``None``."""
    rows = fetch(DETAIL, ("zstd", coding, page_id, kind.jenis))
    bodies = {row[3]: bytes(row[4]) for row in rows}
    if "zstd" not in bodies:
        return None
    etag, written, expires = rows[0][:3]
    if expires and state.epoch(expires) <= time.time():
        return None
    return Answer(
        unpack(bodies["zstd"]),
        etag=etag,
        modified=state.epoch(written),
        encoded=bodies,
    )


def listed(kind: Kind, query: ListQuery) -> Answer:
    """``{"count": N, "kursor": …, "items": […]}`` of the rows that match."""
    choice = choose(kind, query)
    names = query.wanted(kind.short)
    place = query.place()
    whole = not set(names) <= set(kind.short)
    rows = fetch(*page_sql(choice, place, query, whole=whole))
    items = [text_of(row[2]) for row in rows]
    if names != kind.short:
        items = [only(names, item) for item in items]
    more = len(rows) == query.limit
    kursor = compact(place.after(*rows[-1][:2]) if more else None).decode()
    total = count(choice)
    body = f'{{"count":{total},"kursor":{kursor},"items":[{",".join(items)}]}}'
    return Answer(body.encode())


def text_of(item: str | bytes | memoryview) -> str:
    """A stored JSON object: items are text, bodies packed."""
    return item if isinstance(item, str) else unpack(item).decode()


def only(names: Sequence[str], item: str) -> str:
    """The fields ``names`` of a ready JSON object."""
    return compact(chosen(json.loads(item), names)).decode()


def choose(kind: Kind, query: ListQuery) -> Chosen:
    """What the filters of ``query`` leave."""
    tables = "pages_readrow r"
    conditions: list[tuple[str, list[Any]]] = [("r.jenis = %s", [kind.jenis])]
    tag = query.filter_value("tag")
    if tag:
        tables = "pages_readtag t JOIN pages_readrow r ON r.page_id = t.row_id"
        conditions.append(("t.kunci = %s", [tag.casefold()]))
    conditions += conditions_of(kind, query)
    if state.current(state.MAX_AGE).pending:
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        conditions.append((UNEXPIRED, [now]))
    return Chosen(
        tables,
        " AND ".join(text for text, _ in conditions),
        tuple(value for _, values in conditions for value in values),
        by_tag=bool(tag),
    )


def conditions_of(kind: Kind, query: ListQuery) -> list[tuple[str, list[Any]]]:
    """The filters that were given, each with its parameters."""
    found: list[tuple[str, list[Any]]] = []
    if office := query.filter_value("instansi"):
        found.append((OFFICE, [office, page_id_of(office)]))
    if golongan := query.filter_value(query.golongan):
        found.append(("r.golongan = %s", [golongan]))
    if dari := query.filter_value("dari"):
        found.append(("r.tanggal >= %s", [dari]))
    if sampai := query.filter_value("sampai"):
        found.append(("r.tanggal > %s AND r.tanggal <= %s", [str(UNDATED), sampai]))
    if words := query.filter_value("q"):
        sql, params = matching(words, kind.jenis)
        found.append((f"r.page_id IN ({sql})", params))
    return found


def page_sql(
    choice: Chosen, place: Place, query: ListQuery, *, whole: bool
) -> tuple[str, Sequence[Any]]:
    """The one query for the rows of a list: sort value, id, item."""
    tables, item = choice.tables, "r.item"
    if whole:
        tables += " JOIN pages_readbody b ON b.row_id = r.page_id AND b.bentuk = 'zstd'"
        item = "b.isi"
    column, key = choice.column(place.column), choice.column("page_id")
    after, params = place.condition(column, key)
    sql = (
        f"SELECT {column}, {key}, {item} FROM {tables}"  # noqa: S608 - own names
        f" WHERE {choice.where} AND {after}"
        f" ORDER BY {column} {place.way}, {key} {place.way} LIMIT %s OFFSET %s"
    )
    return sql, (*choice.params, *params, query.limit, query.offset)


def count(choice: Chosen) -> int:
    """How many rows match; counted once for each version of the read side."""
    memo = state.current(state.MAX_AGE).memo
    total = memo.get(choice)
    if total is None:
        if len(memo) >= MAX_COUNTS:
            memo.clear()
        sql = f"SELECT COUNT(*) FROM {choice.tables} WHERE {choice.where}"  # noqa: S608
        total = memo[choice] = int(fetch(sql, choice.params)[0][0])
    return int(total)


def fetch(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())
