"""Groups follow the posts by the calendar; run it daily, shortly after midnight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from reviews.rights.sync import all_drift, sync_all_rights

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Also undoes what somebody gave by hand; ``--check`` only tells, and exits 1."""

    help = "Menyamakan grup dan hak dengan jabatan hari ini, di semua instansi."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="Hanya memeriksa; keluar dengan 1 bila ada perbedaan.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        check = options["check"]
        found = all_drift() if check else sync_all_rights()
        for line in found:
            self.stdout.write(line)
        if check and found:
            raise CommandError(f"{len(found)} perbedaan.")
        done = f"{len(found)} perbedaan diperbaiki." if found else "Hak sudah sesuai."
        self.stdout.write(self.style.SUCCESS(done))
