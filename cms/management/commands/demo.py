from __future__ import annotations

import os
from typing import Any

from django.conf import ENVIRONMENT_VARIABLE, settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.demo.build import ADMIN, Made, build_demo, make_admin
from cms.demo.offices import DEMO_PASSWORD
from pages.models import InstansiPage
from reviews.papers.jabatan import PemangkuJabatan

# Everybody knows the demo's password, so a real site must not get its users.
TRIAL_SETTINGS = frozenset({"cms.settings.development", "cms.settings.test"})
PAUSE = 0.25  # seconds; who waits for SQLite looks every tenth of one


class Command(BaseCommand):
    """Five offices, one for each source SOP, with people, texts, files and pictures.

    Everything published went through its SOP by the code that the admin runs. Run
    again, the command adds what is missing and changes nothing else.
    """

    help = "Menyiapkan lima instansi peragaan beserta isinya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--admin",
            action="store_true",
            help="Buat juga administrator peragaan (dengan DEBUG selalu dibuat).",
        )
        parser.add_argument(
            "--force",
            action="store_true",
            help="Jalankan juga di luar pengaturan pengembangan.",
        )
        parser.add_argument(
            "--behind",
            action="store_true",
            help="Beri jalan bagi server yang sedang berjalan.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        used = os.environ.get(ENVIRONMENT_VARIABLE)
        if used not in TRIAL_SETTINGS and not options["force"]:
            raise CommandError(
                "Peragaan memakai kata sandi yang diketahui semua orang, sehingga "
                "hanya dijalankan pada pengaturan pengembangan. "
                "Tambahkan --force bila memang dikehendaki."
            )
        if options["admin"] or settings.DEBUG:
            make_admin()
            self.stdout.write(f"Masuk di /admin/ sebagai {ADMIN}: “{DEMO_PASSWORD}”.")
        made = self.build(PAUSE if options["behind"] else 0)
        self.show_people(admin=options["admin"] or settings.DEBUG)
        self.stdout.write(
            self.style.SUCCESS(
                f"Peragaan siap: {made} naskah baru."
                if made
                else "Peragaan sudah lengkap; tidak ada yang berubah."
            )
        )

    def build(self, pause: float) -> int:
        """Make what is missing, one line for each; returns how many texts."""
        self.stdout.write("Peragaan: lima instansi …")
        made = 0
        for one in build_demo(pause):
            if isinstance(one, Made):
                made += 1
                naskah = one.naskah
                place = f"{one.number:>4}/{one.total}"
                self.stdout.write(f"{place}  {naskah.keadaan:<13} {naskah.judul}")
            else:
                self.stdout.write(self.style.MIGRATE_HEADING(str(one)))
        return made

    def show_people(self, *, admin: bool) -> None:
        """Who can sign in, and as what."""
        self.stdout.write(f"\nMasuk di /admin/ dengan kata sandi “{DEMO_PASSWORD}”:")
        people = PemangkuJabatan.objects.select_related("user", "jabatan").order_by(
            "pk"
        )
        for instansi in InstansiPage.objects.filter(sop__berlaku=True).distinct():
            self.stdout.write(self.style.MIGRATE_LABEL(f"  {instansi.title}"))
            for person in people.filter(jabatan__instansi=instansi):
                name = person.user.get_username()
                self.stdout.write(f"    {name:<24} {person.sebutan}")
        if admin:
            self.stdout.write(f"    {ADMIN:<24} Administrator")
        self.stdout.write(
            "\nCoba: masuk sebagai pengelola.bkd, susun berita, lalu ajukan; masuk "
            "sebagai kasubid.bkd untuk memarafnya. Yang tayang terbaca pada "
            "/api/v3/berita/.\n"
        )
