"""All read rows made again, and compared with what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zstandard import ZstdError

from pages.at_rest import files_at_rest
from pages.models import ReadBody, ReadRow, ReadTag
from pages.public import public_pages
from pages.reading.kinds import every_kind
from pages.reading.packing import unpack
from pages.reading.render import CODINGS, render
from pages.reading.rows import BATCH, COLUMNS, batches, remove, store
from pages.search.entry import entry_of
from pages.search.index import stale

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pages.reading.render import Rendered


def candidates() -> set[int]:
    """Every page that has a row or should have one."""
    pks = set(ReadRow.objects.values_list("pk", flat=True))
    for kind in every_kind():
        pks.update(public_pages(kind.model).values_list("pk", flat=True))
    return pks


def differences(page_ids: Collection[int]) -> Iterator[tuple[int, str]]:
    """Pages whose rows are not what a fresh rendering gives, each with the reason."""
    for batch in batches(page_ids):
        with files_at_rest():
            fresh = render(batch)
        stored = ReadRow.objects.in_bulk(batch)
        unsearchable = stale(entry_of(one.row, one.detail) for one in fresh.values())
        bodies = stored_bodies(batch)
        tags = stored_tags(batch)
        for pk in batch:
            reason = difference(
                stored.get(pk), bodies.get(pk, {}), tags.get(pk, set()), fresh.get(pk)
            )
            if reason or pk in unsearchable:
                yield pk, reason or "indeks pencarian berbeda"


def difference(
    row: ReadRow | None,
    bodies: dict[str, bytes],
    tags: set[str],
    fresh: Rendered | None,
) -> str:
    """What is wrong with the row of one page, in a few words; "" if nothing is."""
    if fresh is None:
        return "baris berlebih" if row else ""
    if row is None:
        return "baris tidak ada"
    columns = [
        name for name in COLUMNS if getattr(row, name) != getattr(fresh.row, name)
    ]
    if columns:
        return f"kolom berbeda: {', '.join(columns)}"
    wrong = sorted(bodies.keys() ^ fresh.bodies.keys()) + sorted(
        name
        for name in bodies.keys() & fresh.bodies.keys() - CODINGS.keys()
        if said(name, bodies) != said(name, fresh.bodies)
    )
    if wrong:
        return f"isi berbeda: {', '.join(wrong)}"
    return "" if tags == fresh.tags else "tag berbeda"


def said(name: str, bodies: dict[str, bytes]) -> bytes:
    """A body unpacked: other versions of the library may pack the same otherwise."""
    if name == ReadBody.Bentuk.SITEMAP:
        return bodies[name]
    try:
        return unpack(bodies[name])
    except ZstdError:
        return b""


def stored_bodies(page_ids: list[int]) -> dict[int, dict[str, bytes]]:
    found: dict[int, dict[str, bytes]] = {}
    for body in ReadBody.objects.filter(row__in=page_ids).iterator(BATCH):
        found.setdefault(body.row_id, {})[body.bentuk] = bytes(body.isi)
    return found


def stored_tags(page_ids: list[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for row_id, key in ReadTag.objects.filter(row__in=page_ids).values_list(
        "row_id", "kunci"
    ):
        found.setdefault(row_id, set()).add(key)
    return found


def repair(page_ids: list[int]) -> None:
    """Write the rows of these pages anew, whether their columns differ or not."""
    remove(page_ids)
    with files_at_rest():
        store(list(render(page_ids).values()))
