from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from pages.at_rest import files_at_rest
from pages.reading import version
from pages.reading.rebuild import candidates, differences, repair
from pages.reading.render import render
from pages.reading.rows import batches
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
        pks = candidates()
        for batch in batches(pks):
            wrong += self.check_batch(batch, repairs=not options["check"])
        for fault in faults():
            wrong += 1
            self.stderr.write(f"Indeks pencarian: {fault}")
        message = f"{len(pks)} halaman diperiksa, {wrong} perbedaan"
        if wrong and options["check"]:
            raise CommandError(f"{message}.", returncode=1)
        if wrong:
            self.rebuild_index(pks)
        mended = ", semua diperbaiki." if wrong else "."
        self.stdout.write(self.style.SUCCESS(message + mended))

    @transaction.atomic
    def rebuild_index(self, pks: set[int]) -> None:
        """Empty the search index and fill it from the rows."""
        version.hold()
        clear()
        for batch in batches(pks):
            with files_at_rest():
                rendered = render(batch).values()
            index([entry_of(one.row, one.detail) for one in rendered])
        version.touch()

    @transaction.atomic
    def check_batch(self, batch: list[int], *, repairs: bool) -> int:
        """How many of ``batch`` differ; the lock keeps others from changing them.

        A check leaves nothing: what rendering asked of the queue is taken back too.
        """
        if repairs:
            version.hold()
        found = list(differences(batch))
        for pk, reason in found:
            self.stderr.write(f"Halaman {pk}: {reason}")
        if found and repairs:
            repair([pk for pk, _ in found])
            version.touch()
        if not repairs:
            transaction.set_rollback(True)
        return len(found)
