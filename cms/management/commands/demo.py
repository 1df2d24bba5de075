from __future__ import annotations

import os
from typing import Any

from django.conf import ENVIRONMENT_VARIABLE, settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.demo.build import ADMIN, build_demo, make_admin
from pages.models import InstansiPage
from reviews.models.jabatan import PemangkuJabatan
from reviews.offices import DEMO_PASSWORD

# Everybody knows the demo's password, so a real site must not get its users.
TRIAL_SETTINGS = frozenset({"cms.settings.development", "cms.settings.test"})


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

    def handle(self, *args: Any, **options: Any) -> None:
        used = os.environ.get(ENVIRONMENT_VARIABLE)
        if used not in TRIAL_SETTINGS and not options["force"]:
            raise CommandError(
                "Peragaan memakai kata sandi yang diketahui semua orang, sehingga "
                "hanya dijalankan pada pengaturan pengembangan. "
                "Tambahkan --force bila memang dikehendaki."
            )
        made = self.build()
        if options["admin"] or settings.DEBUG:
            make_admin()
        self.show_people(admin=options["admin"] or settings.DEBUG)
        self.stdout.write(
            self.style.SUCCESS(
                f"Peragaan siap: {made} naskah baru."
                if made
                else "Peragaan sudah lengkap; tidak ada yang berubah."
            )
        )

    def build(self) -> int:
        """Make what is missing, one line for each; returns how many texts."""
        made = 0
        for instansi, naskah in build_demo():
            if naskah is None:
                self.stdout.write(self.style.MIGRATE_HEADING(str(instansi)))
                continue
            made += 1
            self.stdout.write(f"  {naskah.keadaan:<13} {naskah.judul}")
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
