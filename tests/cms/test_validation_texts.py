"""Every usual fault of a query is told in Indonesian."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any, Literal

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from cms.validation_texts import TEXTS, in_indonesian

if TYPE_CHECKING:
    from django.test import Client


def told(kind: Any, value: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    return str(in_indonesian(caught.value.errors()[0])["msg"])


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (int, "x", "Harus bilangan bulat."),
        (Annotated[int, Field(ge=1)], 0, "Paling sedikit 1."),
        (Annotated[int, Field(le=100)], 101, "Paling banyak 100."),
        (Annotated[str, Field(max_length=3)], "abcd", "Paling panjang 3 karakter."),
        (dt.date, "2026-02-30", TEXTS["date_parsing"]),
        (dt.date, "besok", TEXTS["date_from_datetime_parsing"]),
        (bool, "mungkin", "Harus true atau false."),
        (
            Literal["judul", "tanggal"],
            "x",
            "Harus salah satu dari: 'judul' atau 'tanggal'.",
        ),
    ],
)
def test_usual_faults(kind: Any, value: Any, text: str) -> None:
    assert told(kind, value) == text


def test_a_fault_without_a_text_keeps_its_own() -> None:
    assert in_indonesian({"type": "baru", "msg": "New."})["msg"] == "New."


def test_every_text_can_be_filled_in() -> None:
    names = ("expected", "error", "ge", "gt", "le", "lt", "max_length", "min_length")
    for kind in TEXTS:
        assert in_indonesian({"type": kind, "ctx": dict.fromkeys(names, "1")})["msg"]


@pytest.mark.django_db
def test_through_the_api(client: Client) -> None:
    answer = client.get("/api/v3/berita/?limit=0&fields=x&urut=acak")
    assert answer.status_code == 422
    body = answer.json()
    assert body["detail"] == "Ada nilai yang tidak dapat diterima."
    by_name = {error["loc"][-1]: error["msg"] for error in body["errors"]}
    assert by_name["limit"] == "Paling sedikit 1."
    assert by_name["fields"].startswith("Field tidak dikenal: x. Yang dikenal: id,")
    assert by_name["urut"].startswith("Harus salah satu dari: ")


def test_an_error_without_its_context_has_words_too() -> None:
    shown = in_indonesian({"type": "value_error", "loc": ("id",), "msg": "Field …"})
    assert shown["msg"] == "Nilai parameter tidak dapat dibaca."
