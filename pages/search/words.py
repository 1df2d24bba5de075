"""What a word is: the same for the index, the vocabulary and the query."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pages.search.stem import stem

WORD = re.compile(r"[^\W_]+")
MAX_LENGTH = 40  # longer ones are found, but neither completed nor corrected

# Words that stand in nearly every text: they find nothing and cost most.
STOP_TEXT = """
    ada adalah agar akan antara apa apabila atas atau bagi bahwa banyak beberapa belum
    bila bisa dalam dan dapat dari demi dengan di dia guna hal hanya harus hingga ia
    ini itu jika juga kami karena ke kepada ketika kita lagi lain lebih maka masih
    mereka nya oleh pada para pula pun saat saja sambil sampai sangat sebagai sebelum
    secara sehingga sejak selain selama seluruh semua seperti serta setelah setiap
    suatu sudah supaya tanpa telah tentang terhadap tersebut tetapi tiap tidak untuk
    yaitu yakni yang
"""
STOP = frozenset(STOP_TEXT.split())


def folded(text: str) -> str:
    """Lower case, without accents."""
    if text.isascii():
        return text.lower()
    bare = "".join(
        char
        for char in unicodedata.normalize("NFD", text.lower())
        if not unicodedata.combining(char)
    )
    return unicodedata.normalize("NFC", bare)


def words(text: str) -> list[str]:
    """The words of ``text`` in order, folded."""
    return WORD.findall(folded(text))


def vocabulary(*texts: str) -> set[str]:
    """The words of ``texts`` that are worth knowing."""
    found = {word for text in texts for word in words(text)}
    return {word for word in found - STOP if len(word) <= MAX_LENGTH}


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """What the forms of a word share: ``layan`` of *pelayanan* and *melayani*."""
    return stem(word)
