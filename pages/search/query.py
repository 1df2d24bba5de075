"""What may be asked, and the words that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from pages.parameters import Tanggal, Text
from pages.search.words import MAX_LENGTH, STOP, words

MAX_TERMS = 12  # the words after these are not looked at
SHORTEST_BEGINNING = 3
MAX_OFFSET = 1_000

Jenis = Literal["berita", "informasi-publik", "instansi", "laman"]


class CariQuery(Schema):
    """The parameters of ``/api/v3/cari/``."""

    q: Annotated[Text, Field(min_length=1)] = Field(
        description='Kata yang dicari; "dalam tanda petik" untuk frasa.'
    )
    jenis: Jenis | None = Field(None, description="Hanya halaman dari jenis ini.")
    instansi: Text | None = Field(None, description="Slug atau id instansi.")
    golongan: Text | None = Field(
        None, description="Slug kategori, klasifikasi, atau jenis laman."
    )
    dari: Tanggal | None = Field(None, description="Tanggal paling awal.")
    sampai: Tanggal | None = Field(None, description="Tanggal paling akhir.")
    limit: int = Field(20, ge=1, le=100, description="Jumlah butir per halaman.")
    offset: int = Field(
        0, ge=0, le=MAX_OFFSET, description="Jumlah butir yang dilewati."
    )


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or several that must follow each other."""

    words: tuple[str, ...]
    beginning: bool = False  # the reader may not have finished typing it

    @property
    def text(self) -> str:
        return " ".join(self.words)


def terms(q: str) -> list[Term]:
    """What is looked for; stop words alone are nothing."""
    found: list[Term] = []
    for number, piece in enumerate(q.split('"')):
        if number % 2:
            found += phrase(piece)
        else:
            found += [Term((word,)) for word in words(piece) if word not in STOP]
    chosen = list(dict.fromkeys(found))[:MAX_TERMS]
    if chosen and chosen[-1] == found[-1] and may_begin(q, chosen[-1]):
        chosen[-1] = Term(chosen[-1].words, beginning=True)
    return chosen


def phrase(piece: str) -> list[Term]:
    found = words(piece)[:MAX_TERMS]
    return [Term(tuple(found))] if set(found) - STOP else []


def may_begin(q: str, last: Term) -> bool:
    """Whether the last term is a word at the very end, as while one types."""
    (word, *more) = last.words
    closed = q.count('"') and words(q.rsplit('"', 1)[1]) == []
    return not more and not closed and SHORTEST_BEGINNING <= len(word) <= MAX_LENGTH
