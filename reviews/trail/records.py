"""The records that hang on rows: paraf, archives, and what was on the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.content.digest import digest_of
from reviews.papers.jejak import IsiNaskah, Jejak
from reviews.papers.laporan import Arsip
from reviews.papers.paraf import FORMS, Paraf
from reviews.sop.kinds import Jenis
from reviews.trail.fault import Fault, Reason, fault_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet


def paraf_faults() -> Iterator[Fault]:
    """A paraf stands on the content its trail row names, and none is missing."""
    for paraf in Paraf.objects.select_related("jejak__rantai").iterator(
        chunk_size=1000
    ):
        row = paraf.jejak
        if paraf.isi_id != row.digest:
            yield fault_at(row, Reason.DISAGREES, "isi yang diparaf")
        if paraf.catatan != row.data.get("catatan", ""):
            yield fault_at(row, Reason.DISAGREES, "catatan paraf")
        if paraf.bentuk != form_of(row.jenis):
            yield fault_at(row, Reason.DISAGREES, "bentuk paraf")
    for row in decisions().filter(paraf=None).iterator(chunk_size=1000):
        if form_of(row.jenis) is not None:
            yield fault_at(row, Reason.MISSING, "paraf")


def form_of(kinds: list[str]) -> str | None:
    """The form of paraf that a step of these kinds gives."""
    return next((str(form) for kind, form in FORMS.items() if kind in kinds), None)


def decisions() -> QuerySet[Jejak]:
    """The rows that completed a step, in order."""
    rows = Jejak.objects.filter(aksi=Jejak.Aksi.SETUJU).order_by("nomor")
    return rows.select_related("rantai")


def arsip_faults() -> Iterator[Fault]:
    """Where a step archived there is an archive, or its note for the queue."""
    for row in decisions().filter(arsip=None).iterator(chunk_size=1000):
        if Jenis.ARSIP in row.jenis:
            yield fault_at(row, Reason.MISSING, "arsip")
    for arsip in Arsip.objects.select_related("jejak__rantai").iterator(
        chunk_size=1000
    ):
        row = arsip.jejak
        if row.naskah_id != arsip.naskah_id or Jenis.ARSIP not in row.jenis:
            yield fault_at(row, Reason.DISAGREES, "perbuatan yang diarsipkan")


def content_faults() -> Iterator[Fault]:
    """Kept content still has the digest it is kept under."""
    for kept in IsiNaskah.objects.iterator(chunk_size=200):
        if digest_of(kept.isi) != kept.digest:
            place = f"isi naskah {kept.digest[:12]}…"
            yield Fault(place, Reason.CHANGED, "bukan isi yang disimpan")
    kept_digests = IsiNaskah.objects.values("digest")
    decided = Jejak.objects.filter(aksi__in=Jejak.DECISIONS).select_related("rantai")
    for row in decided.exclude(digest__in=kept_digests).iterator(chunk_size=1000):
        yield fault_at(row, Reason.MISSING, "isi yang diputuskan")
