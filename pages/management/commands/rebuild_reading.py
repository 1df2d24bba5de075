from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from pages.reading import version
from pages.reading.rebuild import (
    candidates,
    contradicted,
    differences,
    nothing_left,
    rendered,
    repair,
)
from pages.reading.refresh import batches
from pages.search.entry import entry_of
from pages.search.index import clear, faults, index

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Compare every read row with a fresh rendering, and mend what differs.

    There is nothing to mend unless something changed pages without signals: SQL,
    ``QuerySet.update()``, a restored backup, or a release that renders otherwise.
    """

    help = "Membuat ulang semua baris baca API dan melaporkan perbedaannya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="Hanya periksa: keluar 1 bila ada perbedaan, tidak mengubah apa pun.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        pks, forged = candidates(), set[int]()
        # A check leaves nothing.
        look = nothing_left()(self.compare) if options["check"] else self.mend
        for batch in batches(pks):
            found, against = look(batch)
            wrong += len(found)
            forged |= against
        for fault in faults():
            wrong += 1
            self.stderr.write(f"Indeks pencarian: {fault}")
        message = f"{len(pks)} halaman diperiksa, {wrong} perbedaan"
        if wrong and options["check"]:
            raise CommandError(f"{message}.", returncode=1)
        if wrong:
            self.rebuild_index(pks - forged)
        mended = ", semua diperbaiki." if wrong else "."
        if forged:
            kept = f"{len(forged)} halaman tidak cocok dengan jejak, tidak disentuh."
            raise CommandError(f"{message}{mended} {kept}", returncode=1)
        self.stdout.write(self.style.SUCCESS(message + mended))

    @transaction.atomic
    def rebuild_index(self, pks: set[int]) -> None:
        """Empty the search index and fill it from the rows."""
        version.hold()
        clear()
        for batch in batches(pks):
            fresh = rendered(batch).values()
            index([entry_of(one.row, one.detail) for one in fresh])
        version.touch()

    @transaction.atomic
    def mend(self, batch: list[int]) -> tuple[list[int], set[int]]:
        """The lock keeps others from changing what is compared."""
        version.hold()
        wrong, forged = self.compare(batch)
        if wrong:
            repair(wrong)
            version.touch()
        return wrong, forged

    def compare(self, batch: list[int]) -> tuple[list[int], set[int]]:
        """Those of ``batch`` that differ, and those that the trail contradicts."""
        fresh = rendered(batch)
        forged = contradicted(fresh)
        others = [pk for pk in batch if pk not in forged]
        kept = {pk: one for pk, one in fresh.items() if pk not in forged}
        wrong = dict(differences(others, kept))
        for pk, reason in sorted({**forged, **wrong}.items()):
            self.stderr.write(f"Halaman {pk}: {reason}")
        return list(wrong), set(forged)
