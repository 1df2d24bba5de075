from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from reviews.notices.reminders import send_reminders
from reviews.notices.send import send_due
from reviews.papers.surat import Surat
from reviews.tick import remind


class Command(BaseCommand):
    """Reminders and escalations that are due, digests, and mails not yet sent.

    Rights follow the posts here too: terms begin and end by the calendar.

    The worker does the same by the clock (:mod:`reviews.tick`). Safe to run twice, also
    at once.
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
        for line in remind():
            self.stdout.write(line)
        send_due.func()

    @transaction.atomic
    def rehearse(self) -> None:
        """Write what is due, list it, and take it back."""
        newest = Surat.objects.order_by("-pk").values_list("pk", flat=True).first()
        send_reminders()
        for letter in Surat.objects.filter(pk__gt=newest or 0).order_by("pk"):
            self.stdout.write(f"  {letter.kunci}: {letter.penerima.email}")
        transaction.set_rollback(True)
