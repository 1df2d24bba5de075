"""Keep the read rows as the pages are, in the transaction that changes these."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from pages.at_rest import files_at_rest
from pages.models import ReadBody, ReadRow, ReadTag
from pages.reading import version
from pages.reading.dependents import pages_linking_to
from pages.reading.render import render
from pages.search import index as search
from pages.search.entry import entry_of
from pages.signals import Peristiwa, PublicChange, public_changed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from django.db.models import QuerySet

    from pages.reading.render import Rendered

BATCH = 200
WRITTEN = "ditulis_pada"
COLUMNS = [
    field.attname
    for field in ReadRow._meta.concrete_fields
    if not field.primary_key and field.name != WRITTEN
]


@transaction.atomic(savepoint=False)
def refresh(page_ids: Collection[int], *, anew: bool = False) -> list[PublicChange]:
    """Make the rows of these pages what they should be now, and of those linking here.

    A page that is not public any more loses its row. ``anew``: write rows that look
    the same too, for a change that shows in feeds alone. Returns what has changed.
    """
    changes = [
        change for batch in batches(page_ids) for change in write(batch, anew=anew)
    ]
    moved = {change.page_id for change in changes if change.path != change.path_sebelum}
    for batch in batches(pages_linking_to(moved) - set(page_ids)):
        changes += write(batch)
    if changes:
        public_changed.send(None, changes=changes)
    return changes


def batches(page_ids: Collection[int]) -> Iterator[list[int]]:
    """Parts small enough for the memory and for SQLite's number of parameters."""
    ordered = sorted(page_ids)
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]


def write(page_ids: list[int], *, anew: bool = False) -> list[PublicChange]:
    """Bring the rows of one batch up to date; nothing is written where nothing is new.

    Whoever writes holds the version first: of two that change what one page shows,
    the second renders what the first has left.
    """
    version.hold()
    before = ReadRow.objects.in_bulk(page_ids)
    with files_at_rest():
        after = render(page_ids)
    gone = [pk for pk in before if pk not in after]
    new = [one for pk, one in after.items() if anew or is_new(before.get(pk), one)]
    if not gone and not new:
        return []
    version.renew()
    remove(gone)
    store(new)
    return [change_of(before[pk], before[pk], None) for pk in gone] + [
        change_of(one.row, before.get(one.row.page_id), one.row) for one in new
    ]


def is_new(before: ReadRow | None, after: Rendered) -> bool:
    """Whether ``after`` differs in anything that is kept or shown."""
    return before is None or any(
        getattr(before, name) != getattr(after.row, name) for name in COLUMNS
    )


def remove(page_ids: list[int]) -> None:
    if page_ids:
        search.forget(page_ids)
        for model in (ReadTag, ReadBody):
            erase(model.objects.filter(row__in=page_ids))
        erase(ReadRow.objects.filter(pk__in=page_ids))


def erase(rows: QuerySet[Any]) -> None:
    """Delete in one statement: nobody listens to these rows, and nothing else hangs on.

    ``QuerySet.delete`` would load each, since some receivers listen to every model.
    """
    rows._raw_delete(rows.db)


def store(rendered: list[Rendered]) -> None:
    """Write rows with all that hangs on them, over what was there."""
    pks = [one.row.page_id for one in rendered]
    erase(ReadTag.objects.filter(row__in=pks))
    ReadRow.objects.bulk_create(
        [one.row for one in rendered],
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=[*COLUMNS, WRITTEN],
    )
    # A kind of page has always the same bodies: the new ones take the old ones' place.
    ReadBody.objects.bulk_create(
        (
            ReadBody(row_id=one.row.page_id, bentuk=name, isi=body)
            for one in rendered
            for name, body in one.bodies.items()
        ),
        update_conflicts=True,
        unique_fields=["row", "bentuk"],
        update_fields=["isi"],
    )
    ReadTag.objects.bulk_create(
        ReadTag(row_id=one.row.page_id, kunci=key, tanggal=one.row.tanggal)
        for one in rendered
        for key in sorted(one.tags)
    )
    search.index([entry_of(one.row, one.detail) for one in rendered])


def change_of(
    row: ReadRow, before: ReadRow | None, after: ReadRow | None
) -> PublicChange:
    """What the step from ``before`` to ``after``, one of them ``row``, is to readers."""
    return PublicChange(
        peristiwa=peristiwa(before, after),
        page_id=row.page_id,
        jenis=row.jenis,
        instansi_id=row.instansi_id,
        path=after.path if after else "",
        path_sebelum=before.path if before else "",
        digest=row.digest,
    )


def peristiwa(before: ReadRow | None, after: ReadRow | None) -> Peristiwa:
    if before is None:
        return Peristiwa.TAYANG
    if after is None:
        return Peristiwa.TARIK
    return Peristiwa.BERUBAH if before.digest == after.digest else Peristiwa.KOREKSI
