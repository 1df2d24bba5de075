"""Snippets: the right place, the right words, and no HTML but ``<mark>``."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.site.search.highlight import Marker

ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<mark onclick=alert(1)>kata</mark>",
    "</mark><svg/onload=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\ue000script\ue001 \x01 \u202e",
    "javascript:alert(1)//' onfocus='alert(1)",
]


def shown(text: str, *words: str) -> str:
    return Marker(words).snippet(text)


def test_words_are_marked_whole_and_in_any_case() -> None:
    text = "Loket, lokets dan LOKET_baru; loket2 (loket)."
    assert shown(text, "loket") == (
        "<mark>Loket</mark>, lokets dan <mark>LOKET</mark>_baru; loket2"
        " (<mark>loket</mark>)."
    )


def test_the_longest_word_wins() -> None:
    assert shown("rumah sakit", "rumah", "rumah sakit") == "<mark>rumah sakit</mark>"


def test_the_densest_place_is_shown() -> None:
    filler = "kata lain " * 60
    text = f"loket {filler} loket di Bekasi {filler}"
    cut = shown(text, "loket", "bekasi")
    assert "<mark>loket</mark> di <mark>Bekasi</mark>" in cut
    assert cut.startswith("…")
    assert cut.endswith("…")
    assert len(cut) < 320


def test_the_beginning_where_nothing_matches() -> None:
    assert shown("Awal teks. " * 50, "lain").startswith("Awal teks. Awal")
    assert shown("", "kata") == ""


@pytest.mark.parametrize("attack", ATTACKS)
def test_html_in_the_text_is_text(attack: str) -> None:
    safe(f"sebelum {attack} kata sesudah {attack}", ["kata", "script", "mark", "lt"])


@given(
    st.text(max_size=600),
    st.lists(st.from_regex(r"\w{1,9}", fullmatch=True), min_size=1),
)
def test_any_text_is_safe(text: str, words: list[str]) -> None:
    safe(text, words)


def safe(text: str, words: list[str]) -> None:
    """Without its marks the snippet is a part of the text, escaped."""
    cut = shown(text, *words)
    bare = re.sub(r"</?mark>", "", cut)
    assert not re.search(r"""[<>"']""", bare)
    assert unescape(bare).strip("…") in text
    assert cut.count("<mark>") == cut.count("</mark>")
