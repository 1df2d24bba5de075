"""Words, and what is known of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.search.terms import MAX_TERMS, Term, terms
from pages.search.vocabulary import nearest, one_slip, prints
from pages.search.words import vocabulary, words

LETTERS = st.text("abcdeiou", min_size=1, max_size=12)


def test_words() -> None:
    assert words("Café_dan/atau Rp10.000; e-KTP!") == [
        "cafe", "dan", "atau", "rp10", "000", "e", "ktp",
    ]  # fmt: skip
    assert words("") == words("-- \x00 🙂 _") == []
    assert vocabulary("Yang baru", "baru dan lama", "x" * 41) == {"baru", "lama"}


def test_terms() -> None:
    assert terms('loket "di balai kota" war') == [
        Term(("loket",)),
        Term(("di", "balai", "kota")),
        Term(("war",), beginning=True),
    ]
    assert terms('loket "war"') == [Term(("loket",)), Term(("war",))]
    assert terms('"tak ditutup') == [Term(("tak", "ditutup"))]
    assert terms("loket loket") == [Term(("loket",), beginning=True)]
    assert terms("satu dua yang") == [Term(("satu",)), Term(("dua",), beginning=True)]
    assert terms('yang "di" *') == []
    assert len(terms(" ".join(map(str, range(100))))) == MAX_TERMS


@pytest.mark.parametrize("slip", ["lket", "lokket", "lohet", "lkoet", "oket", "lokets"])
def test_one_slip(slip: str) -> None:
    assert one_slip("loket", slip)
    assert one_slip(slip, "loket")
    assert prints("loket") & prints(slip)


@pytest.mark.parametrize("other", ["lokete2", "lekot", "let", "paket", "tekol"])
def test_more_than_one_slip(other: str) -> None:
    assert not one_slip("loket", other)


@given(LETTERS, st.integers(0, 11), st.sampled_from("abx"))
def test_every_slip_meets_its_word(word: str, at: int, letter: str) -> None:
    at %= len(word)
    exchanged = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    for slip in (
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        exchanged,
    ):
        assert one_slip(word, slip)
        assert prints(word) & prints(slip)


def test_the_nearest_then_the_most_frequent() -> None:
    candidates = [("kotak", 90), ("kota", 5), ("kotta", 99), ("kotka", 7)]
    assert nearest("kotta", candidates) == "kotka"
    assert nearest("kotta", []) is None
