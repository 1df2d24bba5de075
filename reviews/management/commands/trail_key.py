from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from reviews.trail import signing


class Command(BaseCommand):
    """Make a new key for the trail; servers and workers sign with it once restarted.

    Earlier keys stay: with their public halves what they signed is checked.
    """

    help = "Membuat kunci baru untuk menandatangani jejak."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.TRAIL_KEYS
        name = signing.make_next(folder)
        self.stdout.write(self.style.SUCCESS(f"Kunci {name} dibuat di {folder}."))
        self.stdout.write(
            "Simpan salinan folder ini di tempat lain, terpisah dari cadangan basis "
            "data. Mulai ulang server dan pekerja agar kunci ini dipakai."
        )
