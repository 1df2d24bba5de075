"""Writing the bags that steps have recorded: written, read back, and then archived.

A bag is claimed under lock, and put off until its next attempt, before it is written:
two workers never write the same one, and one that died in the middle is tried again.
It is made of what the trail keeps of that moment, so each attempt makes the same bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from contextlib import suppress
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from reviews.papers.jejak import Jejak
from reviews.papers.laporan import Arsip
from reviews.rounds.locks import locked
from reviews.trail.bag import pack_bag, read
from reviews.trail.record import record

LEASE = dt.timedelta(minutes=2)
GROWTH = 3  # 2, 6, 18, 54 minutes, and then every hour: an archive is never given up
LONGEST = dt.timedelta(hours=1)
BATCH = 20  # then other tasks of the queue have their turn

logger = logging.getLogger(__name__)
Status = Arsip.Status


class ReadBackError(Exception):
    """The storage took a bag and gives back another one, or none."""


@task(backend="antrean")
def write_due() -> None:
    """Write the bags that are due, oldest first."""
    for _ in range(BATCH):
        arsip = claim()
        if arsip is None:
            return
        attempt(arsip)
    write_due.enqueue()


@transaction.atomic
def claim() -> Arsip | None:
    """The next bag that is due, put off until its next attempt."""
    rows = Arsip.objects.due().select_for_update(skip_locked=True, of=("self",))
    arsip = rows.order_by("waktu_berikut", "pk").first()
    if arsip is None:
        return None
    delay = min(LEASE * GROWTH ** min(arsip.percobaan, 9), LONGEST)
    arsip.waktu_berikut = timezone.now() + delay
    arsip.percobaan += 1
    arsip.save(update_fields=["waktu_berikut", "percobaan"])
    write_due.using(run_after=arsip.waktu_berikut).enqueue()
    return arsip


def attempt(arsip: Arsip) -> None:
    """Write ``arsip`` once, and write down what came of it."""
    try:
        outcome = write(arsip)
    except Exception as error:
        logger.warning("Not archived: %s", arsip, exc_info=error)
        reason = str(error) or type(error).__name__
        outcome = {"status": Status.GAGAL, "kesalahan": reason[:300]}
    settle(arsip, outcome)


@transaction.atomic
def settle(arsip: Arsip, outcome: dict[str, Any]) -> None:
    """Write it down; that it is archived, with its checksum, in the trail too."""
    row = locked(Arsip.objects.filter(pk=arsip.pk).exclude(status=Status.TERARSIP))
    if row is None:
        return
    for name, value in outcome.items():
        setattr(row, name, value)
    row.save(update_fields=list(outcome))
    if row.status == Status.TERARSIP:
        data = {"berkas": row.berkas, "sha256": row.sha256}
        record(row.naskah, Jejak.Aksi.ARSIP, data=data, tentang=[row])


def write(arsip: Arsip) -> dict[str, Any]:
    """What is true of ``arsip`` once its bag lies there and was read again.

    One that an earlier attempt left, whose end nobody saw, is taken as it is.
    """
    bag = pack_bag(arsip)
    name = arsip.berkas
    if read(name) != bag:
        name = storages["private"].save(name, ContentFile(bag))
        confirm(name, bag)
    return {
        "status": Status.TERARSIP,
        "berkas": name,
        "ukuran": len(bag),
        "sha256": hashlib.sha256(bag).hexdigest(),
        "diarsipkan_pada": timezone.now(),
        "kesalahan": "",
    }


def confirm(name: str, bag: bytes) -> None:
    """Read the bag back; what is not the same is cleared away and not archived."""
    found = read(name)
    if found is None:
        raise ReadBackError("sesudah ditulis, berkasnya tidak ditemukan")
    if found != bag:
        with suppress(OSError):
            storages["private"].delete(name)
        raise ReadBackError("yang terbaca kembali berbeda dari yang ditulis")
