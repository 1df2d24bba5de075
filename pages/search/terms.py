"""What may be asked, and the words that it is about."""

from __future__ import annotations

from dataclasses import dataclass

from pages.search.words import MAX_LENGTH, STOP, words

MAX_TERMS = 12  # the words after these are not looked at
SHORTEST_BEGINNING = 3


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
