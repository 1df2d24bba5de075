from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reviews.chain import first_fault
from reviews.models.rantai import RantaiJejak


class Command(BaseCommand):
    """Check the whole trail; exit 1 and name the first bad row if it was tampered with.

    The hash printed on success may be noted on paper: a chain rewritten from end to
    end by somebody who owns the database can only be told by it.
    """

    help = "Memeriksa seluruh rantai jejak; keluar 1 dan menyebut baris yang rusak."

    def handle(self, *args: Any, **options: Any) -> None:
        fault = first_fault()
        if fault is not None:
            raise CommandError(fault, returncode=1)
        head = RantaiJejak.objects.filter(pk=1).first()
        rows = head.jumlah if head else 0
        self.stdout.write(self.style.SUCCESS(f"Jejak utuh: {rows} baris."))
        if head:
            self.stdout.write(f"Hash terakhir: {head.hash}")
