from __future__ import annotations

import argparse
import os
import sys
import time
from typing import Any, TextIO

from django.conf import ENVIRONMENT_VARIABLE
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.management.commands.demo import TRIAL_SETTINGS
from cms.seeding.insert import OFFICE, SeededOffice, insert

WIDTH = 30


class Command(BaseCommand):
    """Published articles for measuring: the same N on every machine.

    They did not go through any SOP, so they stand under an office of their own, which
    has none. Run again, the command adds what is missing and changes nothing else; an
    interrupted run is taken up where it ended.
    """

    help = f"Mengisi “{OFFICE}” dengan N berita tayang untuk pengukuran kinerja."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("jumlah", type=amount, metavar="N", help="Jumlah berita.")
        parser.add_argument(
            "--force",
            action="store_true",
            help="Jalankan juga di luar pengaturan pengembangan.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        used = os.environ.get(ENVIRONMENT_VARIABLE)
        if used not in TRIAL_SETTINGS and not options["force"]:
            raise CommandError(
                "Berita uji tampil di situs publik tanpa melalui SOP, sehingga hanya "
                "dibuat pada pengaturan pengembangan. "
                "Tambahkan --force bila memang dikehendaki."
            )
        office = SeededOffice.ready()
        numbers = office.missing(options["jumlah"])
        if not numbers:
            self.stdout.write(
                self.style.SUCCESS(
                    f"{options['jumlah']} berita uji sudah ada; tidak ada yang berubah."
                )
            )
            return
        bar = Bar(len(numbers), sys.stderr)
        for made in insert(office, numbers):
            bar.advance(made)
        bar.close()
        self.stdout.write(
            self.style.SUCCESS(f"{len(numbers)} berita uji baru di bawah “{OFFICE}”.")
        )


def amount(text: str) -> int:
    """How many articles: a whole number from 1 to a million."""
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError(
            f"“{text}” bukan bilangan bulat dari 1 sampai 1000000."
        )
    return int(text)


class Bar:
    """How far it is, on one line of a terminal; in a log a line for every tenth."""

    def __init__(self, total: int, out: TextIO) -> None:
        self.total = total
        self.out = out
        self.done = 0
        self.began = time.monotonic()

    def advance(self, count: int) -> None:
        tenth = self.done * 10 // self.total
        self.done += count
        if self.out.isatty():
            self.out.write(f"\r{self.line()}")
        elif self.done * 10 // self.total > tenth:
            self.out.write(f"{self.line()}\n")
        self.out.flush()

    def line(self) -> str:
        share = self.done / self.total
        filled = "#" * int(share * WIDTH)
        seconds = time.monotonic() - self.began
        return f"[{filled:.<{WIDTH}}] {self.done}/{self.total} ({share:.0%}, {seconds:.0f} dtk)"

    def close(self) -> None:
        if self.out.isatty():
            self.out.write("\n")
