from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING, Any

from django.core.files.storage import storages
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reviews.papers.laporan import Arsip
from reviews.trail.bag import faults_in

if TYPE_CHECKING:
    from collections.abc import Iterator


PATIENCE = dt.timedelta(minutes=15)  # the queue writes within seconds


class Command(BaseCommand):
    """Read every archived bag again and compare every checksum; exit 1 on any fault.

    An archive that nobody reads rots unseen. Run it after a restore, and now and
    then: it reads the files, changes nothing, and names each fault.
    """

    help = "Membaca ulang setiap arsip dan membandingkan setiap checksum."

    def handle(self, *args: Any, **options: Any) -> None:
        bags = faults = 0
        for arsip in Arsip.objects.order_by("pk").iterator(chunk_size=100):
            bags += 1
            for fault in faults_of(arsip):
                faults += 1
                self.stderr.write(self.style.ERROR(f"{arsip.berkas}: {fault}"))
        if faults:
            raise CommandError(f"{faults} kesalahan pada {bags} arsip.", returncode=1)
        waiting = Arsip.objects.exclude(status=Arsip.Status.TERARSIP).count()
        self.stdout.write(self.style.SUCCESS(f"Arsip utuh: {bags - waiting} arsip."))
        if waiting:
            self.stdout.write(f"Menunggu ditulis: {waiting} arsip.")


def faults_of(arsip: Arsip) -> Iterator[str]:
    """What is wrong with one bag, from the outside in."""
    if arsip.status == Arsip.Status.TERARSIP:
        yield from faults_of_written(arsip)
    elif arsip.status == Arsip.Status.GAGAL:
        yield f"belum tertulis sesudah {arsip.percobaan} percobaan ({arsip.kesalahan})"
    elif arsip.dibuat_pada < timezone.now() - PATIENCE:
        yield "belum ditulis; periksa apakah pekerja antrean (db_worker) berjalan"


def faults_of_written(arsip: Arsip) -> Iterator[str]:
    """What is wrong with a bag that was whole once."""
    try:
        with storages["private"].open(arsip.berkas, "rb") as file:
            content = file.read()
    except OSError as error:
        yield f"tidak dapat dibaca ({error.strerror or error})"
        return
    if len(content) != arsip.ukuran:
        yield f"berukuran {len(content)} bita; tercatat {arsip.ukuran}"
    if hashlib.sha256(content).hexdigest() != arsip.sha256:
        yield "SHA-256 berbeda dari yang tercatat"
    yield from faults_in(content)
