from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from cms.demo.offices import make_office
from pages.errors import NaskahError
from pages.models import InstansiPage
from reviews.engine.adoption.adopt import AdoptionError, adopt_sop
from reviews.rights.sync import sync_rights
from reviews.sop.document import load_documents
from reviews.sop.interpret import interpret

if TYPE_CHECKING:
    from reviews.sop.document import LoadedDocument
    from reviews.sop.faults import Fault


class Command(BaseCommand):
    """Validate and adopt SOP documents: all of them, or none.

    Every fault of every file is printed in one run, one line each, so that an office
    mends its document once. ``--demo`` makes an office, jabatan and holders for the
    document's lanes first, so that ``walk_sop`` can walk any SOP at once.
    """

    help = "Memeriksa dan memberlakukan dokumen SOP (YAML)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--instansi", metavar="SLUG", help="Slug instansi.")
        parser.add_argument(
            "--check",
            action="store_true",
            help="Hanya periksa; tidak mengubah apa pun.",
        )
        parser.add_argument(
            "--demo", action="store_true", help="Buat instansi dan pemangku contoh."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        loaded, faults = load_documents(options["files"])
        self.refuse(faults)
        try:
            with transaction.atomic():
                self.adopt_all(loaded, options)
                if options["check"]:
                    transaction.set_rollback(True)
        except AdoptionError as error:
            self.refuse(error.faults)
        except NaskahError as error:
            raise CommandError(str(error)) from error

    def adopt_all(self, loaded: list[LoadedDocument], options: dict[str, Any]) -> None:
        """Each document in turn; what is missing for any of them in one go."""
        faults: list[Fault] = []
        for document in loaded:
            try:
                self.adopt(document, options)
            except AdoptionError as error:
                faults += error.faults
        if faults:
            raise AdoptionError(faults)

    def adopt(self, document: LoadedDocument, options: dict[str, Any]) -> None:
        if options["check"] and not (options["demo"] or options["instansi"]):
            self.stdout.write(f"{document.nama_berkas}: dokumen sah.")
            return
        instansi = self.office_for(document, options)
        sop, created = adopt_sop(document, instansi)
        sync_rights(instansi)
        steps = len(sop.isi.langkah)
        verdict = "diberlakukan" if created else "sudah berlaku, tidak ada perubahan"
        self.stdout.write(
            f"{document.nama_berkas}: {sop.kode} versi {sop.versi}, {steps} langkah, "
            f"{instansi.slug}: {verdict}."
        )

    def office_for(
        self, document: LoadedDocument, options: dict[str, Any]
    ) -> InstansiPage:
        """The office named by ``--instansi``, made by ``--demo``, or the only one."""
        slug = options["instansi"]
        if options["demo"]:
            alur = interpret(document.dokumen)
            return make_office(document.dokumen, alur, slug=slug)
        offices = InstansiPage.objects.all()
        found = list(offices.filter(slug=slug) if slug else offices[:2])
        if len(found) != 1:
            known = ", ".join(offices.values_list("slug", flat=True)) or "belum ada"
            raise CommandError(
                f"Sebutkan satu instansi dengan --instansi SLUG (yang ada: {known}), "
                "atau gunakan --demo."
            )
        return found[0]

    def refuse(self, faults: list[Fault]) -> None:
        """One line per fault on standard error, then exit 1."""
        if faults:
            raise CommandError("\n".join(map(str, faults)), returncode=1)
