"""Check the trail: every row, every link, everything that hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.digest import digest_of
from reviews.models.disposisi import Disposisi
from reviews.models.jejak import GENESIS, IsiNaskah, Jejak, RantaiJejak
from reviews.models.paraf import Paraf

if TYPE_CHECKING:
    from collections.abc import Iterator


def first_fault() -> str | None:
    """What is wrong at the first bad row, in one line; ``None`` if all is well."""
    return next(faults(), None)


def faults() -> Iterator[str]:
    """Each fault found, the chain first, then the rows that hang on it."""
    yield from chain_faults()
    yield from paraf_faults()
    yield from disposisi_faults()
    yield from content_faults()


def chain_faults() -> Iterator[str]:
    """Gaps, swaps and changed bytes. After a gap the rest is still read."""
    number, link = 0, GENESIS
    for row in Jejak.objects.order_by("nomor").iterator(chunk_size=1000):
        number += 1
        if row.nomor != number:
            yield f"jejak {number}: baris hilang; sesudahnya ada baris {row.nomor}"
            number = row.nomor
        elif row.sebelumnya != link:
            yield f"jejak {row.nomor}: tidak bersambung dengan baris sebelumnya"
        if row.hash != row.compute_hash():
            yield f"jejak {row.nomor}: isi berubah sejak ditulis"
        link = row.hash
    head = RantaiJejak.objects.filter(pk=1).first()
    if head is None:
        if number:
            yield f"jejak {number}: catatan ujung rantai hilang"
    elif head.jumlah != number:
        yield f"jejak {head.jumlah}: baris hilang di ujung rantai"
    elif head.hash != link:
        yield f"jejak {number}: ujung rantai tidak cocok dengan catatannya"


def paraf_faults() -> Iterator[str]:
    """A paraf stands on the content its trail row names."""
    for paraf in Paraf.objects.select_related("jejak").iterator(chunk_size=1000):
        if paraf.isi_id != paraf.jejak.digest:
            yield f"jejak {paraf.jejak.nomor}: paraf menunjuk isi yang lain"
        if paraf.catatan != paraf.jejak.data.get("catatan", ""):
            yield f"jejak {paraf.jejak.nomor}: catatan paraf berubah"


def disposisi_faults() -> Iterator[str]:
    """A sheet says what its trail row says."""
    for sheet in Disposisi.objects.select_related("jejak").iterator(chunk_size=1000):
        said = sheet.jejak.data
        if any(
            getattr(sheet, key) != said.get(key) for key in ("isi", "sifat", "urgensi")
        ):
            yield f"jejak {sheet.jejak.nomor}: lembar disposisi berubah"


def content_faults() -> Iterator[str]:
    """Kept content still has the digest it is kept under."""
    for kept in IsiNaskah.objects.iterator(chunk_size=200):
        if digest_of(kept.isi) != kept.digest:
            yield f"isi naskah {kept.digest[:12]}…: isi berubah sejak disimpan"
