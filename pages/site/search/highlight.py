"""The part of a text that answers a query, as HTML with the words marked."""

from __future__ import annotations

import re
from html import escape
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

WIDTH = 240  # characters, about
BEFORE = 60  # of them before the first marked word
MAX_PLACES = 8  # of each word, looked at to find the densest part
ELLIPSIS = "…"
LETTER = r"[^\W_]"


class Marker:
    """Marks the words of one query in any number of texts."""

    def __init__(self, words: Collection[str]) -> None:
        self.words = sorted(words, key=lambda word: (-len(word), word))
        choice = "|".join(map(re.escape, self.words))
        self.pattern = re.compile(
            rf"(?<!{LETTER})({choice})(?!{LETTER})", re.IGNORECASE
        )

    def snippet(self, text: str) -> str:
        """The densest part of ``text``; its beginning where no word stands in it.

        Every character of ``text`` is escaped; ``<mark>`` is the only tag.
        """
        start, end = whole_words(text, max(0, self.densest(text) - BEFORE))
        before = ELLIPSIS if start else ""
        after = ELLIPSIS if end < len(text) else ""
        return f"{before}{self.marked(text[start:end])}{after}"

    def densest(self, text: str) -> int:
        """Where the part with most different words begins."""
        low = text.lower()  # of another length for a few letters: only less exact
        found = sorted(place for word in self.words for place in places(low, word))
        best, begin = 0, 0
        for number, (start, _) in enumerate(found):
            near = words_until(start + WIDTH - BEFORE, islice(found, number, None))
            if len(near) > best:
                best, begin = len(near), start
            if best == len(self.words):
                break
        return min(begin, len(text))

    def marked(self, text: str) -> str:
        """``text`` escaped, the words in ``<mark>``: every second part is a match."""
        return "".join(
            f"<mark>{escape(part)}</mark>" if number % 2 else escape(part)
            for number, part in enumerate(self.pattern.split(text))
        )


def words_until(end: int, found: Iterable[tuple[int, str]]) -> set[str]:
    """The words that stand before ``end``; ``found`` is in the order of the text."""
    near = set()
    for at, word in found:
        if at >= end:
            break
        near.add(word)
    return near


def places(text: str, word: str) -> Iterator[tuple[int, str]]:
    """Where ``word`` stands as a whole word; searched without a regular expression."""
    at, found = text.find(word), 0
    while at >= 0 and found < MAX_PLACES:
        end = at + len(word)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            found += 1
            yield at, word
        at = text.find(word, end)


def whole_words(text: str, start: int) -> tuple[int, int]:
    """About :data:`WIDTH` characters, cut between words where that can be done."""
    if start:
        start = text.find(" ", start, start + BEFORE) + 1 or start
    end = min(len(text), start + WIDTH)
    if end < len(text):
        space = text.rfind(" ", start, end)
        end = space if space > start else end
    return start, end
