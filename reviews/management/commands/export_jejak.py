from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand

from reviews.trail.export import export

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Write the trail to files that ``verify_jejak --export`` checks anywhere."""

    help = "Menulis seluruh jejak ke sebuah folder, untuk diperiksa di tempat lain."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        count = export(options["folder"])
        self.stdout.write(self.style.SUCCESS(f"{count} baris ditulis."))
