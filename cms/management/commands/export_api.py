from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.storage import InvalidStorageError
from django.core.management.base import BaseCommand, CommandError

from cms.export.ask import ExportError
from cms.export.exporter import exporter

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

    from cms.export.exporter import Exporter

STEP = 1000


class Command(BaseCommand):
    """Write the public API as files for nginx or a CDN, or repair what was written.

    Readers see the release before or the one after, never half of one. Files that
    are right are kept as they are, so a run is safe at any time, and twice.
    """

    help = "Menulis API baca publik sebagai berkas statis."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "target",
            nargs="?",
            default=settings.EXPORT_TARGET,
            help="Folder, atau storage:ALIAS dari STORAGES (bawaan: EXPORT_TARGET).",
        )
        parser.add_argument(
            "--check",
            action="store_true",
            help="Hanya bandingkan; keluar dengan 1 bila ada berkas yang berbeda.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["target"]:
            raise CommandError(
                "Sebutkan folder atau storage:ALIAS, atau EXPORT_TARGET."
            )
        try:
            with exporter(options["target"]) as work:
                self.check_files(work) if options["check"] else self.renew(work)
        except (ExportError, InvalidStorageError, OSError) as error:
            raise CommandError(str(error)) from error

    def renew(self, work: Exporter) -> None:
        written = work.renew(self.show)
        self.stdout.write(
            self.style.SUCCESS(f"Ekspor ke {work.place} selesai: {written} ditulis.")
        )

    def show(self, done: int) -> None:
        """A line now and then; a hundred thousand answers take a while."""
        if done % STEP == 0:
            self.stdout.write(f"  {done} jawaban")

    def check_files(self, work: Exporter) -> None:
        faults = 0
        for fault, name in work.check():
            faults += 1
            self.stdout.write(f"{fault}: {name}")
        if faults:
            raise CommandError(
                f"{faults} berkas berbeda dari jawaban API. Jalankan export_api lagi."
            )
        self.stdout.write(self.style.SUCCESS("Semua berkas sesuai dengan jawaban API."))
