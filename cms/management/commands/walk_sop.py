from __future__ import annotations

import datetime as dt
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from wagtail.coreutils import find_available_slug

from cms.demo.offices import adopt_seeds
from cms.demo.sample import mend, sample_berita
from cms.demo.sop_walk import Walk, timeline
from pages.errors import NaskahError
from pages.models import BeritaIndexPage
from reviews.engine.site_check import fetch_article
from reviews.papers.laporan import Arsip
from reviews.papers.sop import SOP
from reviews.records.filing import write_due


class Command(BaseCommand):
    """Take a fresh naskah through every step of SOPs and print the timeline.

    It runs the code that the admin runs, with the demo holders, and reads what was
    published from the public API; a text that is scheduled goes live by a worker. It
    works again however often it is run.
    """

    help = "Menjalankan satu naskah melalui setiap langkah SOP."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slugs", nargs="*", metavar="SLUG", help="Kode SOP.")
        parser.add_argument(
            "--all", action="store_true", help="Semua SOP yang berlaku."
        )
        parser.add_argument(
            "--with-returns",
            action="store_true",
            help="Lalui setiap cabang pengembalian satu kali.",
        )

        parser.add_argument(
            "--publish-in",
            type=seconds,
            metavar="DETIK",
            help="Jadwalkan tayang sekian detik lagi; layanan antrean menayangkannya.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not SOP.objects.exists():
            adopt_seeds()
        failed = False
        for sop in self.chosen(options):
            try:
                self.walk(sop, options["publish_in"], options["with_returns"])
            except NaskahError as error:
                failed = True
                self.stderr.write(self.style.ERROR(f"{sop.kode}: {error}"))
        if failed:
            raise CommandError("Ada SOP yang tidak dapat dijalankan.", returncode=1)

    def chosen(self, options: dict[str, Any]) -> list[SOP]:
        in_force = SOP.objects.in_force().select_related("instansi")
        if options["all"]:
            return list(in_force.order_by("pk"))
        chosen = list(in_force.filter(kode__in=options["slugs"]))
        unknown = set(options["slugs"]) - {sop.kode for sop in chosen}
        if unknown or not chosen:
            known = ", ".join(in_force.values_list("kode", flat=True))
            raise CommandError(
                f"SOP tidak dikenal: {', '.join(sorted(unknown)) or '-'}. "
                f"Yang berlaku: {known}. Semua sekaligus: --all."
            )
        return chosen

    def walk(
        self, sop: SOP, publish_in: dt.timedelta | None, with_returns: bool
    ) -> None:
        parent = BeritaIndexPage.objects.child_of(sop.instansi).first()
        if parent is None:
            raise NaskahError(f"{sop.instansi} belum memiliki halaman Berita.")
        title = f"Uji jalan {sop.nama[:120]} {timezone.localtime():%d-%m-%Y %H.%M.%S}"
        text = sample_berita(title)
        text.slug = find_available_slug(parent, text.slug)
        text.go_live_at = None if publish_in is None else timezone.now() + publish_in
        page = Walk(sop, parent, text, mend, with_returns).run()
        self.stdout.write(self.style.MIGRATE_HEADING(f"{sop.kode} · {sop.instansi}"))
        for line in timeline(page, with_returns=with_returns):
            self.stdout.write(line)
        if publish_in is not None:
            self.stdout.write(f"halaman {page.pk}\n")
            return
        article = fetch_article(page)
        write_due.call()  # what the queue would do in a moment, if one runs
        bags = Arsip.objects.filter(naskah__page=page)
        kept = "".join(f" · arsip: {bag.keadaan}" for bag in bags)
        self.stdout.write(
            self.style.SUCCESS(
                f"tayang: {article['judul']} ({article['alamat']}){kept}\n"
            )
        )


def seconds(text: str) -> dt.timedelta:
    """A whole number of seconds, three years at most."""
    if text.isascii() and text.isdecimal() and len(text) < 9:
        return dt.timedelta(seconds=int(text))
    raise ArgumentTypeError(f"{text}: tulis bilangan bulat detik, misalnya 60.")
