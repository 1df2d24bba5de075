from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from reviews.models.surat import Surat
from reviews.rights import sync_all_rights
from reviews.surat.kirim import send_due
from reviews.surat.pengingat import send_reminders


class Command(BaseCommand):
    """Reminders and escalations that are due, digests, and mails not yet sent.

    Rights follow the posts here too: terms begin and end by the calendar.

    The queue does the same by itself at each step's moments; this command, run every
    few minutes, holds when the queue was down, when somebody takes office in the
    middle of a step, and for the digests. Safe to run twice, also at once.
    """

    help = "Mengirim pengingat, eskalasi, dan ringkasan yang sudah waktunya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Hanya sebutkan, tanpa mengirim."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            self.rehearse()
            return
        written = send_reminders()
        send_due.func()
        self.stdout.write(f"{written} surat baru.")
        for line in sync_all_rights():
            self.stdout.write(line)

    @transaction.atomic
    def rehearse(self) -> None:
        """Write what is due, list it, and take it back."""
        newest = Surat.objects.order_by("-pk").values_list("pk", flat=True).first()
        send_reminders()
        for letter in Surat.objects.filter(pk__gt=newest or 0).order_by("pk"):
            self.stdout.write(f"  {letter.kunci}: {letter.penerima.email}")
        transaction.set_rollback(True)
