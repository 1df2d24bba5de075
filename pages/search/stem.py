"""Indonesian words without their affixes.

The algorithm of F. Z. Tala, *A Study of Stemming Effects on Information Retrieval in
Bahasa Indonesia* (2003), as Snowball has it in ``indonesian.sbl`` and PostgreSQL in its
configuration ``indonesian``. Here it is in Python, so that every database finds alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

VOWELS = frozenset("aeiou")
LEAST = 2  # syllables that are always left

PARTICLE = re.compile(r"(?:kah|lah|pun)$")
POSSESSIVE = re.compile(r"(?:nya|ku|mu)$")
FIRST = re.compile(r"(di|meng|mem|men|me|ter|ke|peng|pem|pen)")
SECOND = re.compile(r"(?:(be)(?:r|l(?=ajar)|(?=[^aeiou]er))|(pe)(?:r|l(?=ajar)|))")

# Kinds of prefix, by the suffixes that go with them.
NONE, ACTIVE, PER, NOUN, BER = range(5)


@dataclass(slots=True)
class Word:
    """A word under the knife."""

    text: str
    syllables: int
    prefix: int = NONE
    restored: bool = False  # it has back the letter that a prefix had swallowed

    def cut(self, text: str) -> bool:
        self.text = text
        self.syllables -= 1
        return True

    @property
    def long(self) -> bool:
        return self.syllables > LEAST


def stem(text: str) -> str:
    """``text`` without particle, possessive, prefixes and suffix; short words stay."""
    word = Word(text, sum(char in VOWELS for char in text))
    for ending in (PARTICLE, POSSESSIVE):
        if word.long and (found := ending.search(word.text)):
            word.cut(word.text[: found.start()])
    if not word.long:
        return word.text
    if cut_first_prefix(word):
        if word.long and cut_suffix(word) and word.long and not word.restored:
            cut_second_prefix(word)
    else:
        cut_second_prefix(word)
        if word.long:
            cut_suffix(word)
    return word.text


def cut_first_prefix(word: Word) -> bool:
    found = FIRST.match(word.text)
    if not found:
        return False
    prefix, rest = found[1], word.text[found.end() :]
    word.prefix = NOUN if prefix[0] in "kp" else ACTIVE
    if prefix in {"men", "pen"} and re.match(r"y[aeiou]", rest):
        rest, word.restored = "s" + rest[1:], True
    elif prefix in {"mem", "pem"} and re.match(r"[aeiou]", rest):
        rest, word.restored = "p" + rest, True
    return word.cut(rest)


def cut_second_prefix(word: Word) -> bool:
    found = SECOND.match(word.text)
    if not found:
        return False
    if found[1]:
        word.prefix = BER
    elif not found[0].endswith("l"):
        word.prefix = PER
    return word.cut(word.text[found.end() :])


def cut_suffix(word: Word) -> bool:
    text = word.text
    if text.endswith("kan") and word.prefix not in {NOUN, PER}:
        return word.cut(text[:-3])
    if text.endswith("an") and word.prefix != ACTIVE:
        return word.cut(text[:-2])
    if text.endswith("i") and word.prefix <= PER and text[-2:-1] != "s":
        return word.cut(text[:-1])
    return False
