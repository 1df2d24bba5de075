"""The words of the public texts, with the number of texts each stands in.

They tell a slip from a word, complete a beginning and say how much work a query will
be. A word that no public text holds any more is deleted: ``saran`` must not know it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from django.db import connection
from django.db.models import F

from pages.models import SearchWord
from pages.search.words import root

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Collection, Iterable, Iterator

SHORTEST = 4  # shorter words have too many neighbours to guess by
BATCH = 5_000

IDS = "SELECT kata, id FROM pages_searchword WHERE kata IN ({marks})"
ADD = "INSERT INTO pages_searchword (kata, akar, jumlah) VALUES (%s, %s, %s)"
ADD_SLIP = "INSERT INTO pages_searchslip (kata_id, sidik) VALUES (%s, %s)"


def shift(changes: Counter[str]) -> None:
    """Add ``changes`` to the numbers of the words; what falls to none is deleted."""
    words = sorted(word for word, number in changes.items() if number)
    for start in range(0, len(words), BATCH):
        shift_batch({word: changes[word] for word in words[start : start + BATCH]})


def shift_batch(changes: dict[str, int]) -> None:
    known = ids_of(changes)
    by_number: dict[int, list[str]] = {}
    for word in known:
        by_number.setdefault(changes[word], []).append(word)
    for number, words in by_number.items():
        same = SearchWord.objects.filter(kata__in=words)
        same.update(jumlah=F("jumlah") + number)
        if number < 0:
            same.filter(jumlah__lte=0).delete()
    add({word: n for word, n in changes.items() if n > 0 and word not in known})


def add(new: dict[str, int]) -> None:
    """Words that no text had before, with their slips."""
    if not new:
        return
    with connection.cursor() as cursor:
        cursor.executemany(ADD, [(word, root(word), n) for word, n in new.items()])
    forms = list(slips(ids_of(new)))
    if forms:
        with connection.cursor() as cursor:
            cursor.executemany(ADD_SLIP, forms)


def ids_of(words: Collection[str]) -> dict[str, int]:
    marks = ", ".join(["%s"] * len(words))
    with connection.cursor() as cursor:
        cursor.execute(IDS.format(marks=marks), list(words))
        return dict(cursor.fetchall())


def slips(words: dict[str, int]) -> Iterator[tuple[int, int]]:
    """The rows of :class:`SearchSlip` for ``words`` and their ids."""
    for word, pk in words.items():
        if may_be_mistaken(word):
            yield from ((pk, form) for form in sorted(prints(word)))


def may_be_mistaken(word: str) -> bool:
    """Whether ``word`` may be a slip of the pen, or what was meant by one."""
    return len(word) >= SHORTEST and word.isalpha()


def prints(word: str) -> set[int]:
    """``word`` and all that it is with one letter less, as numbers.

    Two words that are one slip apart (a letter too many, too few, another, or two
    exchanged) have one in common, and so have some that are two apart.
    """
    return {crc32(form.encode()) for form in shortened(word)}


def shortened(word: str) -> Iterator[str]:
    yield word
    yield from (word[:at] + word[at + 1 :] for at in range(len(word)))


def nearest(word: str, candidates: Iterable[tuple[str, int]]) -> str | None:
    """What ``word`` was meant to be: one slip away, then the most frequent."""
    near = [
        (not one_slip(word, other), -number, other)
        for other, number in candidates
        if other != word
    ]
    return min(near)[2] if near else None


def one_slip(one: str, other: str) -> bool:
    """Whether a letter was added, lost, changed or exchanged with its neighbour."""
    start = 0
    while one[start : start + 1] == other[start : start + 1] != "":
        start += 1
    one, other = one[start:], other[start:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])
