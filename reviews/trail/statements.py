"""Things, against what the trail last stated of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.auth.models import User
from wagtail.models import Page, Revision

from reviews.trail.changes import unexplained
from reviews.trail.fault import Fault, Reason, place, word_for
from reviews.trail.stated import KEY, KIND, KINDS, Kind, Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from reviews.trail.links import Told

# Columns that empty themselves when what they point at is deleted: what is there yet.
POINTS_AT: Mapping[str, Callable[[Any], bool]] = {
    "halaman": lambda key: Page.objects.filter(translation_key=key).exists(),
    "user_id": lambda pk: User.objects.filter(pk=pk).exists(),
    "penyusun_id": lambda pk: User.objects.filter(pk=pk).exists(),
    "ditunjuk_oleh_id": lambda pk: User.objects.filter(pk=pk).exists(),
    "revisi_disetujui_id": lambda pk: Revision.objects.filter(pk=pk).exists(),
}


class Said(NamedTuple):
    """The last word of the trail on one thing."""

    waktu: str
    kantor: str
    columns: Statement


Things = dict[tuple[str, int], Said]  # what the last row of any says of each


def take_in(rows: Iterable[Told], things: Things) -> Iterator[Fault]:
    """What rows of a chain say, in order; of two chains, the later row counts.

    Yields what no act explains.
    """
    for row, said in rows:
        waktu, kantor = str(said.get("waktu", "")), str(said.get("kantor", ""))
        for one in said.get("tentang", ()):
            key = (one[KIND], one[KEY])
            before = things.get(key)
            columns = {name: one[name] for name in one if name not in (KIND, KEY)}
            if before is None or before.kantor == kantor or before.waktu <= waktu:
                things[key] = Said(waktu, kantor, columns)
            if (
                before
                and before.columns
                and (name := unexplained(one[KIND], said, before.columns, columns))
            ):
                what = f"{one[KIND]} {one[KEY]}: {name} berubah tanpa perbuatan"
                yield Fault(place(kantor, row.nomor), Reason.DISAGREES, what)


def statement_faults(things: Things) -> Iterator[Fault]:
    """Every thing of every kind, as it stands."""
    said = dict(things)
    for kind in KINDS:
        related = kind.model._default_manager.select_related(*kind.related)
        for thing in related.order_by("pk").iterator(chunk_size=1000):
            yield from thing_faults(kind, thing, said.pop((kind.name, thing.pk), None))
    for (name, pk), one in said.items():
        if one.columns:
            yield Fault(f"{name} {pk}", Reason.MISSING, "barisnya")


def thing_faults(kind: Kind, thing: Any, said: Said | None) -> Iterator[Fault]:
    now = kind.stated(thing)
    place = f"{kind.name} {thing.pk}"
    if said is None:
        if now and kind.from_the_start:
            yield Fault(place, Reason.INSERTED, "tanpa jejak")
        return
    for name in sorted(now.keys() | said.columns.keys()):
        if now.get(name) != said.columns.get(name) and not is_gone(name, now, said):
            yield Fault(place, Reason.DISAGREES, word_for(kind.model, name))
            return


def is_gone(name: str, now: Statement, said: Said) -> bool:
    """Whether the column is empty because what it pointed at was deleted."""
    there = POINTS_AT.get(name)
    return there is not None and name not in now and not there(said.columns[name])
