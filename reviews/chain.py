"""Check the trail: every row, every link, everything that hangs on it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pages.digest import digest_of
from reviews.actions.paraf import FORMS
from reviews.models.disposisi import Disposisi
from reviews.models.jejak import IsiNaskah, Jejak
from reviews.models.paraf import Paraf
from reviews.models.rantai import GENESIS, RantaiJejak
from reviews.sop.kinds import Jenis

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

    from reviews.models.disposisi import PenerimaDisposisi

SHEET_FIELDS = ("tahun", "nomor_agenda", "isi", "sifat", "urgensi", "instruksi")


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
    yield from head_faults(number, link)


def head_faults(number: int, link: str) -> Iterator[str]:
    """Whether the chain ends where its head says; rows cut off the end show here."""
    head = RantaiJejak.objects.filter(pk=1).first()
    if head is None:
        if number:
            yield f"jejak {number}: catatan ujung rantai hilang"
    elif head.jumlah != number:
        yield f"jejak {head.jumlah}: baris hilang di ujung rantai"
    elif head.hash != link:
        yield f"jejak {number}: ujung rantai tidak cocok dengan catatannya"


def paraf_faults() -> Iterator[str]:
    """A paraf stands on the content its trail row names, and none is missing."""
    for paraf in Paraf.objects.select_related("jejak").iterator(chunk_size=1000):
        row = paraf.jejak
        if paraf.isi_id != row.digest:
            yield f"jejak {row.nomor}: paraf menunjuk isi yang lain"
        if paraf.catatan != row.data.get("catatan", ""):
            yield f"jejak {row.nomor}: catatan paraf berubah"
        if paraf.bentuk != form_of(row.jenis):
            yield f"jejak {row.nomor}: bentuk paraf berubah"
    for row in decisions().filter(paraf=None).iterator(chunk_size=1000):
        if form_of(row.jenis) is not None:
            yield f"jejak {row.nomor}: paraf hilang"


def form_of(kinds: list[str]) -> str | None:
    """The form of paraf that a step of these kinds gives."""
    return next((str(form) for kind, form in FORMS.items() if kind in kinds), None)


def decisions() -> QuerySet[Jejak]:
    """The rows that completed a step, in order."""
    return Jejak.objects.filter(aksi=Jejak.Aksi.SETUJU).order_by("nomor")


def disposisi_faults() -> Iterator[str]:
    """A sheet says what its trail row says, to whom it says so, and none is missing."""
    further = passed_on()
    sheets = Disposisi.objects.select_related("jejak").prefetch_related("penerima")
    for sheet in sheets.iterator(chunk_size=1000):
        said = sheet.jejak.data
        deadline = sheet.batas_waktu.isoformat() if sheet.batas_waktu else None
        written = {
            **{key: getattr(sheet, key) for key in SHEET_FIELDS},
            "batas_waktu": deadline,
            "kepada": names_of(to for to in sheet.penerima.all() if is_named(to)),
        }
        if any(value != said.get(key) for key, value in written.items()):
            yield f"jejak {sheet.jejak.nomor}: lembar disposisi berubah"
        passed = names_of(to for to in sheet.penerima.all() if not is_named(to))
        key = (sheet.jejak.naskah_id, sheet.tahun, sheet.nomor_agenda)
        if passed != sorted(further.get(key, [])):
            yield f"jejak {sheet.jejak.nomor}: penerusan disposisi berubah"
    for row in decisions().filter(disposisi=None).iterator(chunk_size=1000):
        if Jenis.DISPOSISI in row.jenis:
            yield f"jejak {row.nomor}: lembar disposisi hilang"


def is_named(to: PenerimaDisposisi) -> bool:
    """Whether the sheet itself names the recipient; others had it passed on to them."""
    return to.diteruskan_oleh_id is None


def names_of(people: Iterable[PenerimaDisposisi]) -> list[list[str]]:
    """Post and name of each, as the trail writes them."""
    return sorted([to.sebutan, to.nama] for to in people)


def passed_on() -> dict[tuple[int, int, int], list[list[str]]]:
    """To whom the trail says each sheet was passed on: by naskah, year and number."""
    found: dict[tuple[int, int, int], list[list[str]]] = defaultdict(list)
    for row in Jejak.objects.filter(aksi=Jejak.Aksi.TERUSKAN).iterator(chunk_size=1000):
        key = (row.naskah_id, row.data["tahun"], row.data["nomor_agenda"])
        found[key] += row.data["kepada"]
    return found


def content_faults() -> Iterator[str]:
    """Kept content still has the digest it is kept under."""
    for kept in IsiNaskah.objects.iterator(chunk_size=200):
        if digest_of(kept.isi) != kept.digest:
            yield f"isi naskah {kept.digest[:12]}…: isi berubah sejak disimpan"
    kept_digests = IsiNaskah.objects.values("digest")
    for row in decisions().exclude(digest__in=kept_digests).iterator(chunk_size=1000):
        yield f"jejak {row.nomor}: isi yang diputuskan hilang"
