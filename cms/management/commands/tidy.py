from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """What is only used up is cleared away; run it every night.

    Sessions and tasks that are over would pile up for ever, and files of the export that
    a crash left behind would stay as they are. Safe at any time, and twice.
    """

    help = "Merapikan sesi dan tugas yang sudah selesai, serta berkas ekspor."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("clearsessions")
        finished = ("--backend=antrean", "--queue-name=*")
        call_command("prune_db_task_results", *finished, verbosity=0)
        if settings.EXPORT_TARGET:
            call_command("export_api", stdout=self.stdout)
        self.stdout.write(self.style.SUCCESS("Sudah dirapikan."))
