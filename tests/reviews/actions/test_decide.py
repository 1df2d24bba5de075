"""What a browser's form could have posted, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from pages.errors import NaskahError
from reviews.actions.decide import cleaned, is_formlike

TEXT = forms.CharField()
TICKS = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")])


@pytest.mark.parametrize(
    ("field", "value", "formlike"),
    [
        (TEXT, "teks", True),
        (TEXT, None, True),
        (TEXT, 5, False),
        (TEXT, ["teks"], False),
        (TICKS, ["a", "b"], True),
        (TICKS, [], True),
        (TICKS, "ab", False),
        (TICKS, None, False),
        (TICKS, ["a", 1], False),
        (TICKS, ("a", "b"), False),
        (TICKS, {"a": 1}, False),
    ],
)
def test_a_form_posts_texts_and_lists_of_texts(
    field: forms.Field, value: Any, formlike: bool
) -> None:
    assert is_formlike(field, value) is formlike


class SmallForm(forms.Form):
    alasan = forms.CharField(error_messages={"required": "Tuliskan alasan."})
    tanda = forms.CharField(label="Tanda", error_messages={"required": "Beri tanda."})


def test_what_is_asked_and_not_said_is_named_field_by_field() -> None:
    assert cleaned(SmallForm, {"alasan": " Sebab ", "tanda": "x"}) == {
        "alasan": "Sebab",
        "tanda": "x",
    }
    with pytest.raises(NaskahError) as told:
        cleaned(SmallForm, {})
    assert str(told.value) == "alasan: Tuliskan alasan. Tanda: Beri tanda."


def test_what_was_not_asked_is_named_and_refused() -> None:
    with pytest.raises(NaskahError, match="Isian tidak dikenal: a, b"):
        cleaned(SmallForm, {"alasan": "Sebab", "tanda": "x", "b": "1", "a": "2"})
    with pytest.raises(NaskahError, match="Isian “tanda” tidak berbentuk"):
        cleaned(SmallForm, {"alasan": "Sebab", "tanda": 5})
