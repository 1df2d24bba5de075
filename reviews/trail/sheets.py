"""Lembar disposisi, and to whom they were passed on, against the rows that say so."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User

from reviews.papers.disposisi import Disposisi, PenerimaDisposisi
from reviews.papers.jejak import Jejak
from reviews.sop.kinds import Jenis
from reviews.trail.fault import Fault, Reason, fault_at
from reviews.trail.links import told_by
from reviews.trail.records import decisions
from reviews.trail.stated import BY_MODEL, KEY, KIND
from reviews.trail.written import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    People = list[PenerimaDisposisi]

FIELDS = (
    "tahun",
    "nomor_agenda",
    "isi",
    "sifat",
    "urgensi",
    "instruksi",
    "batas_waktu",
)
RECIPIENT = BY_MODEL[PenerimaDisposisi].name


@dataclass
class Addressed:
    """To whom, as rows say: words, post and name of each; posts and accounts."""

    names: list[list[str]] = field(default_factory=list)
    parts: list[list[int]] = field(default_factory=list)

    def add(self, said: Mapping[str, Any]) -> Addressed:
        pesan = said.get("pesan", "")
        self.names += [[pesan, *name] for name in said.get("kepada", ())]
        self.parts += said.get("penerima", ())
        return self

    def agrees(self, people: People) -> bool:
        names = [[to.pesan, to.sebutan, to.nama] for to in people]
        return sorted(names) == sorted(self.names) and all(map(self.is_meant, people))

    def is_meant(self, to: PenerimaDisposisi) -> bool:
        """Post and account are of those addressed, or the account was deleted since."""
        users = {user for post, user in self.parts if post == to.jabatan_id}
        if to.user_id is None:
            return User.objects.filter(pk__in=users).count() < len(users)
        return to.user_id in users


def disposisi_faults() -> Iterator[Fault]:
    """A sheet says what its trail row says, to whom it says so, and none is missing."""
    further = passed_on()
    sheets = Disposisi.objects.select_related("jejak__rantai", "instansi")
    for sheet in sheets.prefetch_related("penerima").iterator(chunk_size=1000):
        below = by_whom(list(sheet.penerima.all()))
        if not sheet_agrees(sheet, below.pop(None)):
            yield fault_at(sheet.jejak, Reason.DISAGREES, "lembar disposisi")
        if not all(further[pk].agrees(people) for pk, people in below.items()):
            yield fault_at(sheet.jejak, Reason.DISAGREES, "penerusan disposisi")
    for row in decisions().filter(disposisi=None).iterator(chunk_size=1000):
        if Jenis.DISPOSISI in row.jenis:
            yield fault_at(row, Reason.MISSING, "lembar disposisi")


def by_whom(people: People) -> dict[int | None, People]:
    """Of each recipient, those to whom he passed it on; of None, whom the sheet names."""
    found: dict[int | None, People] = {None: [], **{to.pk: [] for to in people}}
    for to in people:
        found.setdefault(to.diteruskan_oleh_id, []).append(to)
    return found


def sheet_agrees(sheet: Disposisi, named: People) -> bool:
    said = sheet.jejak.data
    return (
        sheet.instansi.translation_key == sheet.jejak.rantai.kantor
        and all(plain(getattr(sheet, name)) == said.get(name) for name in FIELDS)
        and Addressed().add(said).agrees(named)
    )


def passed_on() -> dict[int | None, Addressed]:
    """What the trail says that each recipient passed on."""
    found: dict[int | None, Addressed] = defaultdict(Addressed)
    for row in Jejak.objects.filter(aksi=Jejak.Aksi.TERUSKAN).iterator(chunk_size=1000):
        for one in told_by(row).said.get("tentang", ()):
            if one[KIND] == RECIPIENT:
                found[one[KEY]].add(row.data)
    return found
