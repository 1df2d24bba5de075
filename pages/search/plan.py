"""From the words of a query to what the index is asked: one query to the vocabulary.

Forms of a word (by its root), words that a beginning may become, and what a slip was
meant to be are all looked up here, as words that the texts really hold. So the index
needs neither a stemmer nor prefixes of its own, and the work is known beforehand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import connection

from pages.parameters import page_id_of
from pages.search.dialects import dialect
from pages.search.vocabulary import may_be_mistaken, nearest, prints
from pages.search.words import WORD, folded, root

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pages.search.terms import Term
    from pages.site.search.query import CariQuery

MAX_FORMS = 8
MAX_BEGINNINGS = 12
MAX_NEIGHBOURS = 30
WHOLE = 50  # a word of so many texts is no beginning of another
RARE = 2  # a word of no more texts may be a slip …
MUCH = 50  # … of one that has so many times more

WORDS = "SELECT -1, 'kata', kata, jumlah FROM pages_searchword WHERE kata IN ({marks})"
FORMS = (
    "SELECT * FROM (SELECT {number}, 'bentuk', kata, jumlah FROM pages_searchword"
    " WHERE akar = %s ORDER BY jumlah DESC, kata LIMIT {limit}) AS f{number}"
)
BEGINNINGS = (
    "SELECT * FROM (SELECT {number}, 'awal', kata, jumlah FROM pages_searchword"
    " WHERE kata {begins} %s AND NOT EXISTS"
    " (SELECT 1 FROM pages_searchword WHERE kata = %s AND jumlah >= {whole})"
    " ORDER BY jumlah DESC, kata LIMIT {limit}) AS b{number}"
)
NEIGHBOURS = (
    "SELECT * FROM (SELECT DISTINCT {number}, 'mirip', w.kata, w.jumlah"
    " FROM pages_searchslip s JOIN pages_searchword w ON w.id = s.kata_id"
    " WHERE s.sidik IN ({marks}) AND NOT EXISTS"
    " (SELECT 1 FROM pages_searchword WHERE kata = %s AND jumlah > {rare})"
    " ORDER BY w.jumlah DESC, w.kata LIMIT {limit}) AS n{number}"
)
OFFICE = (
    "SELECT -1, 'instansi', '', MIN(page_id) FROM pages_readrow"
    " WHERE jenis = 'instansi' AND (slug = %s OR page_id = %s)"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Phrases one of which must be found: as it was written, and more widely."""

    exact: tuple[str, ...]
    wide: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    choices: list[Choice]
    correction: str | None
    work: int  # how many times the words stand in the index, about
    office: int | None

    @property
    def exact(self) -> list[tuple[str, ...]]:
        return [choice.exact for choice in self.choices]

    @property
    def wide(self) -> list[tuple[str, ...]]:
        return [choice.wide for choice in self.choices]

    def words(self) -> set[str]:
        """Every word that may have been found."""
        phrases = (phrase for group in self.wide for phrase in group)
        return {word for phrase in phrases for word in phrase.split()}


@dataclass
class Found:
    """What the vocabulary knows of the words of one query."""

    numbers: dict[str, int] = field(default_factory=dict)
    office: int | None = None
    by_kind: dict[tuple[int, str], list[tuple[str, int]]] = field(default_factory=dict)

    def of(self, number: int, kind: str) -> list[tuple[str, int]]:
        return self.by_kind.get((number, kind), [])


def make_plan(query: CariQuery, found_terms: Sequence[Term]) -> Plan:
    """How to search for ``found_terms``; one query."""
    found = look_up(query, found_terms)
    swaps: dict[str, str] = {}
    choices = [
        choose(number, term, found, swaps) for number, term in enumerate(found_terms)
    ]
    used = {word for one in choices for phrase in one.wide for word in phrase.split()}
    return Plan(
        choices,
        corrected(query.q, swaps) if swaps else None,
        sum(found.numbers.get(word, 0) for word in used),
        found.office,
    )


def look_up(query: CariQuery, found_terms: Sequence[Term]) -> Found:
    parts = list(lookups(query, found_terms))
    sql = " UNION ALL ".join(text for text, _ in parts)
    found = Found()
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for _, values in parts for value in values])
        for number, kind, word, count in cursor.fetchall():
            if kind == "instansi":
                found.office = count
            else:
                found.numbers[word] = count
                found.by_kind.setdefault((number, kind), []).append((word, count))
    return found


def lookups(
    query: CariQuery, found_terms: Sequence[Term]
) -> Iterator[tuple[str, list[Any]]]:
    """The parts of the one query to the vocabulary, with their parameters."""
    every = list({word for term in found_terms for word in term.words})
    yield WORDS.format(marks=marks(every)), every
    for number, term in enumerate(found_terms):
        if len(term.words) == 1:
            yield from lookups_of(number, term.words[0], beginning=term.beginning)
    if query.instansi is not None:
        yield OFFICE, [query.instansi, page_id_of(query.instansi)]


def lookups_of(
    number: int, word: str, *, beginning: bool
) -> Iterator[tuple[str, list[Any]]]:
    """Forms, completions and neighbours of one word."""
    yield FORMS.format(number=number, limit=MAX_FORMS), [root(word)]
    if beginning:
        begins, wildcard = dialect().begins, dialect().wildcard
        sql = BEGINNINGS.format(
            number=number, begins=begins, whole=WHOLE, limit=MAX_BEGINNINGS
        )
        yield sql, [word + wildcard, word]
    if may_be_mistaken(word):
        slips = sorted(prints(word))
        sql = NEIGHBOURS.format(
            number=number, marks=marks(slips), rare=RARE, limit=MAX_NEIGHBOURS
        )
        yield sql, [*slips, word]


def marks(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def choose(number: int, term: Term, found: Found, swaps: dict[str, str]) -> Choice:
    """What to ask for ``term``; a correction is noted in ``swaps``."""
    if len(term.words) > 1:
        return Choice((term.text,), (term.text,))
    (word,) = term.words
    kin = [other for kind in ("bentuk", "awal") for other, _ in found.of(number, kind)]
    known = found.numbers.get(word, 0)
    meant = correction(number, word, found) if known or not kin else None
    if meant:
        swaps[word] = meant
    others = [*kin, meant] if meant else kin
    exact = (word,) if known or not others else tuple(dict.fromkeys(others))
    return Choice(exact, tuple(dict.fromkeys((*exact, *others))))


def correction(number: int, word: str, found: Found) -> str | None:
    """What ``word`` was meant to be, if no text or hardly any has it as it stands."""
    known = found.numbers.get(word, 0)
    candidates = found.of(number, "mirip")
    return nearest(word, [(w, n) for w, n in candidates if n >= known * MUCH])


def corrected(q: str, swaps: dict[str, str]) -> str:
    """``q`` with the words of ``swaps`` exchanged and all else as it was written."""
    return WORD.sub(lambda match: swaps.get(folded(match[0]), match[0]), q)
