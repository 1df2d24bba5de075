"""The rows of one chain: their bytes, their order, who signed them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic_core import from_json

from reviews.papers.jejak import Jejak, Row
from reviews.papers.rantai import GENESIS, RantaiJejak
from reviews.trail import signing, written
from reviews.trail.fault import Fault, Reason, fault_at, place, word_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from django.db.models import QuerySet

    Keys = Mapping[str, Ed25519PublicKey]


class End(NamedTuple):
    """Where a chain was read to."""

    nomor: int = 0
    hash: str = GENESIS


class Told(NamedTuple):
    """A row of the database or of an export, and what its bytes say."""

    row: Jejak | Row
    said: dict[str, Any]


def told_by(row: Jejak | Row) -> Told:
    """Nothing is said by bytes that are no row."""
    try:
        said = from_json(bytes(row.tertulis))  # three times as fast as the standard one
    except ValueError:
        said = None
    return Told(row, said if isinstance(said, dict) else {})


def stored(rantai: RantaiJejak, after: int = 0) -> QuerySet[Jejak]:
    """The rows of a chain in order, as far as its head said when it was read."""
    counted = Jejak.objects.filter(rantai=rantai, nomor__lte=rantai.jumlah)
    return counted.filter(nomor__gt=after).order_by("nomor")


def start_faults(rantai: RantaiJejak, start: End) -> Iterator[Fault]:
    """Whether the chain still has what an earlier check saw as its end."""
    if start.nomor == 0:
        return
    at = place(rantai.kantor, start.nomor)
    row = Jejak.objects.filter(rantai=rantai, nomor=start.nomor).first()
    if row is None:
        yield Fault(at, Reason.MISSING, "pernah diperiksa, kini tidak ada")
    elif row.hash != start.hash:
        yield Fault(at, Reason.CHANGED, "bukan lagi yang pernah diperiksa")


def link_faults(kantor: str, rows: Iterable[Told], start: End) -> Iterator[Fault]:
    """Gaps, swaps and changed bytes. After a gap the rest is still read."""
    number: int
    link: str | None
    number, link = start
    for told in rows:
        number += 1
        if told.row.nomor != number:
            what = f"sesudahnya ada baris {told.row.nomor}"
            yield Fault(place(kantor, number), Reason.MISSING, what)
            number, link = told.row.nomor, None
        if wrong := wrong_with(kantor, told, link):
            yield Fault(place(kantor, number), *wrong)
        link = told.row.hash


def wrong_with(
    kantor: str, told: Told, link: str | None = None
) -> tuple[Reason, str] | None:
    """What is wrong with one row; ``link`` is the hash before it, where that is known."""
    row, said = told
    if hashlib.sha256(row.tertulis).hexdigest() != row.hash:
        return Reason.CHANGED, "isinya bukan yang ditulis"
    if said.get("kantor") != kantor:
        return Reason.INSERTED, "baris milik rantai lain"
    if said.get("nomor") != row.nomor:
        return Reason.REORDERED, f"ditulis sebagai {said.get('nomor')}"
    if link is not None and said.get("sebelumnya") != link:
        return Reason.INSERTED, "tidak bersambung dengan baris sebelumnya"
    return None


def sound(row: Jejak, known: Keys) -> Iterator[Fault]:
    """Of one row by itself: its bytes, its signature, its columns."""
    kantor, told = str(row.rantai.kantor), told_by(row)
    if wrong := wrong_with(kantor, told):
        yield fault_at(row, *wrong)
    yield from signature_faults(kantor, [told], known)
    yield from column_faults(kantor, [told])


def column_faults(kantor: str, rows: Iterable[Told]) -> Iterator[Fault]:
    """Columns are read everywhere; they say what the bytes say. Exports have none."""
    for row, said in rows:
        if isinstance(row, Jejak) and (name := written.differs(row, said)):
            at = place(kantor, row.nomor)
            yield Fault(at, Reason.DISAGREES, word_for(Jejak, name))


def end_faults(kantor: str, read: End, head: End) -> Iterator[Fault]:
    """Whether the chain ends where its head says; rows cut off the end show here."""
    if head.nomor > read.nomor:
        at = place(kantor, read.nomor + 1)
        yield Fault(at, Reason.MISSING, "baris di ujung rantai")
    elif head.nomor < read.nomor:
        yield beyond(kantor, head.nomor + 1)
    elif head.hash != read.hash:
        at = place(kantor, read.nomor)
        yield Fault(at, Reason.CHANGED, "bukan ujung rantai yang tercatat")


def beyond(kantor: object, nomor: int) -> Fault:
    return Fault(place(kantor, nomor), Reason.INSERTED, "baris sesudah ujung rantai")


def signature_faults(kantor: str, rows: Iterable[Told], known: Keys) -> Iterator[Fault]:
    """Rows that no believed key signed."""
    for row, said in rows:
        name = str(said.get("kunci", ""))
        key, what = known.get(name), f"kunci {name or '(kosong)'}"
        if key is None or not signing.is_signed(
            bytes.fromhex(row.hash), bytes(row.tanda), key
        ):
            yield Fault(place(kantor, row.nomor), Reason.WRONG_KEY, what)
