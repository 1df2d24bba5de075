"""The whole check, part by part, the cheapest and deepest first."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from django.db.models import F

from reviews.papers.jejak import Jejak
from reviews.papers.rantai import RantaiJejak
from reviews.trail import answers, records, sheets, signing, stored_files
from reviews.trail.fault import Fault, Reason, place, whole
from reviews.trail.links import (
    End,
    beyond,
    column_faults,
    end_faults,
    link_faults,
    signature_faults,
    start_faults,
    stored,
    told_by,
)
from reviews.trail.statements import Things, statement_faults, take_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reviews.papers.jejak import Row

CHUNK = 2000
LINKS, SIGNATURES = "isi dan sambungan", "tanda tangan"
COLUMNS, STATEMENTS = "kolom", "pernyataan"
PARTS: dict[str, Callable[[], Iterator[Fault]]] = {
    "paraf": records.paraf_faults,
    "disposisi": sheets.disposisi_faults,
    "arsip": records.arsip_faults,
    "isi naskah": records.content_faults,
    "jawaban API": answers.answer_faults,
    "lampiran": stored_files.attachment_faults,
    "berkas arsip": stored_files.bag_faults,
}


@dataclass
class Progress:
    """How far each chain was read, what it said, and how long each part took.

    ``marks`` of an earlier check are where signatures begin to be checked; ``step`` is
    called after each stretch of rows.
    """

    marks: dict[str, End] = field(default_factory=dict)
    things: Things = field(default_factory=dict)
    rows: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    step: Callable[[], None] = lambda: None

    def end_of(self, kantor: object) -> End:
        return self.marks.get(str(kantor), End())

    @contextmanager
    def timed(self, part: str) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        self.seconds[part] += time.perf_counter() - begun


def first_fault(progress: Progress | None = None) -> Fault | None:
    """The first thing that is wrong; ``None`` if all is well."""
    return next(faults(progress or Progress()), None)


def faults(progress: Progress) -> Iterator[Fault]:
    """Each fault found: the rows of each chain first, then what hangs on them."""
    yield from whole("rantai", every_chain(progress))
    yield from looked_at_twice(STATEMENTS, lambda: statements_since(progress), progress)
    for part, check in PARTS.items():
        yield from looked_at_twice(part, check, progress)


def every_chain(progress: Progress) -> Iterator[Fault]:
    heads = list(RantaiJejak.objects.order_by("pk"))
    for kantor in progress.marks.keys() - {str(rantai.kantor) for rantai in heads}:
        yield Fault(place(kantor), Reason.MISSING, "pernah diperiksa, kini tidak ada")
    for rantai in heads:
        yield from whole(place(rantai.kantor), chain_faults(rantai, progress))
    yield from headless()


def chain_faults(rantai: RantaiJejak, progress: Progress) -> Iterator[Fault]:
    """What acts add since its head was read is for the next time."""
    kantor, head = str(rantai.kantor), End(rantai.jumlah, rantai.hash)
    yield from start_faults(rantai, progress.end_of(kantor))
    rows = stored(rantai).iterator(chunk_size=CHUNK)
    yield from row_faults(kantor, rows, head, progress)


def row_faults(
    kantor: str, rows: Iterable[Jejak | Row], head: End, progress: Progress
) -> Iterator[Fault]:
    """The rows of one chain, stretch by stretch, up to its head."""
    known, mark, end = signing.believed(), progress.end_of(kantor), End()
    waiting = iter(rows)
    while stretch := list(islice(waiting, CHUNK)):
        with progress.timed(LINKS):
            told = [told_by(row) for row in stretch]
            yield from link_faults(kantor, told, end)
        with progress.timed(SIGNATURES):
            new = [one for one in told if one.row.nomor > mark.nomor]
            yield from signature_faults(kantor, new, known)
        with progress.timed(COLUMNS):
            yield from column_faults(kantor, told)
        with progress.timed(STATEMENTS):
            yield from take_in(told, progress.things)
        end = End(stretch[-1].nomor, stretch[-1].hash)
        progress.rows.update({LINKS: len(told), SIGNATURES: len(new)})
        progress.step()
    yield from end_faults(kantor, end, head)
    progress.marks[kantor] = end


def headless() -> Iterator[Fault]:
    """Rows that no head counts, all at one moment: no act comes between."""
    heads = RantaiJejak.objects.values("pk")
    for row in Jejak.objects.exclude(rantai__in=heads).order_by("pk")[:1]:
        yield Fault(f"jejak {row.nomor}", Reason.MISSING, "ujung rantainya")
    after = Jejak.objects.filter(nomor__gt=F("rantai__jumlah"))
    for row in after.select_related("rantai").order_by("pk")[:1]:
        yield beyond(row.rantai.kantor, row.nomor)


def statements_since(progress: Progress) -> Iterator[Fault]:
    """Things, with what acts have said of them since the rows were read."""
    for rantai in RantaiJejak.objects.order_by("pk"):
        new = stored(rantai, after=progress.end_of(rantai.kantor).nomor)
        for _ in take_in(map(told_by, new.iterator()), progress.things):
            pass  # the next check reads these rows, and says so
    yield from statement_faults(progress.things)


def looked_at_twice(
    part: str, check: Callable[[], Iterator[Fault]], progress: Progress
) -> Iterator[Fault]:
    """Of what an act changed while it was read, the second look knows."""

    def look() -> list[Fault]:
        with progress.timed(part):
            return list(whole(f"pemeriksaan {part}", check()))

    if found := look():
        again = set(look())
        yield from (fault for fault in found if fault in again)
