from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connection

from cms.demo.site import make_site
from cms.settings.address import remember, remembered
from reviews.papers.jejak import Jejak
from reviews.trail import signing

STEP = 50


class Command(migrate.Command):
    """``migrate``, with progress in few lines, and the address people type.

    One process for both: the server of ``make run`` waits for it.
    """

    help = "Menyiapkan basis data dan alamat situs untuk make run."
    done = 0

    def handle(self, *args: Any, **options: Any) -> None:
        self.make_first_key()
        super().handle(*args, **{**options, "verbosity": 0})
        if self.done:
            self.stdout.write(f"Basis data siap: {self.done} migrasi.")
        make_site(remembered(settings.VAR_DIR))
        remember(settings.VAR_DIR, settings.WAGTAILADMIN_BASE_URL)

    def make_first_key(self) -> None:
        """Where rows were signed already a missing key is lost, and not made anew."""
        folder = settings.TRAIL_KEYS
        begun = Jejak._meta.db_table in connection.introspection.table_names()
        if any(folder.glob("*.p*")) or (begun and Jejak.objects.exists()):
            return
        name = signing.make_next(folder)
        self.stdout.write(f"Kunci jejak {name} dibuat di {folder}.")

    def migration_progress_callback(
        self, action: str, migration: Any = None, fake: bool = False
    ) -> None:
        if action == "apply_start" and self.done == 0:
            self.stdout.write("Menyiapkan basis data …")
        if action == "apply_success":
            self.done += 1
            if self.done % STEP == 0:
                self.stdout.write(f"  {self.done} migrasi")
