"""All read rows made again, and compared with what is there."""

from __future__ import annotations

import gzip
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

import brotli
from django.db import transaction
from zstandard import ZstdError

from pages import gate
from pages.at_rest import files_at_rest
from pages.content.public import public_pages
from pages.models import ReadBody, ReadRow, ReadTag
from pages.reading.kinds import every_kind
from pages.reading.packing import unpack
from pages.reading.refresh import BATCH, COLUMNS, remove, store
from pages.reading.render import render
from pages.search.entry import entry_of
from pages.search.index import stale

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterator

    from pages.reading.render import Rendered

    Tag = tuple[str, dt.date]


# How each body is read; those that are not named are packed.
UNPACKED: dict[str, Callable[[bytes], bytes]] = {
    ReadBody.Bentuk.SITEMAP: bytes,
    ReadBody.Bentuk.GZIP: gzip.decompress,
    ReadBody.Bentuk.BROTLI: brotli.decompress,
}


def candidates() -> set[int]:
    """Every page that has a row or should have one."""
    pks = set(ReadRow.objects.values_list("pk", flat=True))
    for kind in every_kind():
        pks.update(public_pages(kind.model).values_list("pk", flat=True))
    return pks


@contextmanager
def nothing_left() -> Iterator[None]:
    """What rendering asks of the queue is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rendered(page_ids: Collection[int]) -> dict[int, Rendered]:
    with files_at_rest():
        return render(page_ids)


def differences(
    page_ids: Collection[int], fresh: dict[int, Rendered] | None = None
) -> Iterator[tuple[int, str]]:
    """Pages whose rows are not what a ``fresh`` rendering gives, each with the reason."""
    fresh = rendered(page_ids) if fresh is None else fresh
    stored = ReadRow.objects.in_bulk(page_ids)
    unsearchable = stale(entry_of(one.row, one.detail) for one in fresh.values())
    bodies = stored_bodies(page_ids)
    tags = stored_tags(page_ids)
    for pk in page_ids:
        reason = difference(
            stored.get(pk), bodies.get(pk, {}), tags.get(pk, set()), fresh.get(pk)
        )
        if reason or pk in unsearchable:
            yield pk, reason or "indeks pencarian berbeda"


def difference(
    row: ReadRow | None,
    bodies: dict[str, bytes],
    tags: set[Tag],
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
        for name in bodies.keys() & fresh.bodies.keys()
        if said(name, bodies) != said(name, fresh.bodies)
    )
    if wrong:
        return f"isi berbeda: {', '.join(wrong)}"
    wanted = {(key, fresh.row.tanggal) for key in fresh.tags}
    return "" if tags == wanted else "tag berbeda"


def said(name: str, bodies: dict[str, bytes]) -> bytes:
    """A body unpacked: other versions of the library may pack the same otherwise."""
    try:
        return UNPACKED.get(name, unpack)(bodies[name])
    except (ZstdError, brotli.error, OSError, EOFError, zlib.error):
        return b""


def stored_bodies(page_ids: Collection[int]) -> dict[int, dict[str, bytes]]:
    found: dict[int, dict[str, bytes]] = {}
    for body in ReadBody.objects.filter(row__in=page_ids).iterator(BATCH):
        found.setdefault(body.row_id, {})[body.bentuk] = bytes(body.isi)
    return found


def stored_tags(page_ids: Collection[int]) -> dict[int, set[Tag]]:
    found: dict[int, set[Tag]] = {}
    tags = ReadTag.objects.filter(row__in=page_ids)
    for row_id, key, day in tags.values_list("row_id", "kunci", "tanggal"):
        found.setdefault(row_id, set()).add((key, day))
    return found


def contradicted(fresh: dict[int, Rendered]) -> dict[int, str]:
    """Pages whose text is not the one on record, each with the reason.

    Somebody wrote it past every act: what was public before is not replaced by it.
    """
    live = {pk: one.row.digest for pk, one in fresh.items() if one.row.digest}
    return gate.current().contradicted(live)


def repair(page_ids: list[int]) -> None:
    """Write the rows of these pages anew, whether their columns differ or not."""
    remove(page_ids)
    store(list(rendered(page_ids).values()))
