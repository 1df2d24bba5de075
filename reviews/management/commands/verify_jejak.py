from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from reviews.papers.rantai import RantaiJejak
from reviews.trail.check import LINKS, Progress, first_fault
from reviews.trail.export import export_faults
from reviews.trail.links import End

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterator


class Command(BaseCommand):
    """Check the whole trail; exit 1 and name the first fault if it was tampered with.

    ``--mark FILE`` keeps where each chain ended, and does not check the signatures up to
    there again; kept elsewhere, it also tells of a trail that was cut or written anew.
    """

    help = "Memeriksa seluruh jejak; keluar 1 dan menyebut yang pertama kali rusak."

    def add_arguments(self, parser: ArgumentParser) -> None:
        either = parser.add_mutually_exclusive_group()
        either.add_argument(
            "--mark",
            type=Path,
            metavar="BERKAS",
            help="Lanjutkan dari catatan di berkas ini, dan perbarui catatannya.",
        )
        either.add_argument(
            "--export",
            type=Path,
            metavar="FOLDER",
            help="Periksa jejak hasil export_jejak; basis data tidak dibaca.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        mark, folder = options["mark"], options["export"]
        progress = Progress(marks=read_marks(mark), step=lambda: self.step(progress))
        if folder:
            fault = next(export_faults(folder, progress), None)
        else:
            fault = first_fault(progress)
        named = str if folder else with_titles
        if fault is not None:
            raise CommandError(named(str(fault)), returncode=1)
        if mark:
            mark.write_text(json.dumps(progress.marks, indent=1), encoding="utf-8")
        self.stdout.write(
            self.style.SUCCESS(f"Jejak utuh: {progress.rows[LINKS]} baris.")
        )
        self.stdout.write(named("\n".join(told(progress))))

    def step(self, progress: Progress) -> None:
        self.stderr.write(f"{progress.rows[LINKS]} baris …", ending="\r")


def told(progress: Progress) -> Iterator[str]:
    """Where each chain ends, and what each part cost."""
    for kantor, end in progress.marks.items():
        yield f"Ujung rantai {kantor}: {end.nomor} {end.hash}"
    for part, seconds in progress.seconds.items():
        rows = progress.rows[part]
        rate = f", {rows} baris, {rows / seconds:.0f} baris/detik" if rows else ""
        yield f"{part}: {seconds:.2f} detik{rate}"


def with_titles(text: str) -> str:
    """Each chain with its office's title of today beside the identity it goes by."""
    for rantai in RantaiJejak.objects.all():
        title = rantai.instansi or "tanpa instansi"
        text = text.replace(str(rantai.kantor), f"{rantai.kantor} ({title})")
    return text


def read_marks(mark: Path | None) -> dict[str, End]:
    """Where an earlier check ended; nowhere if there was none."""
    if mark is None or not mark.exists():
        return {}
    try:
        said = json.loads(mark.read_text(encoding="utf-8"))
        return {kantor: End(*end) for kantor, end in said.items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise CommandError(f"{mark}: bukan catatan pemeriksaan jejak.") from error
