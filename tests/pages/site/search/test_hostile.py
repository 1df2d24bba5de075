"""Whatever is typed into the field: an answer, never an error."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages.search.places import found, make_place
from tests.reviews.arena import runs, undone

if TYPE_CHECKING:
    from django.test import Client

    from tests.pages.search.places import Place

pytestmark = pytest.mark.django_db

INPUTS = [
    "*" * 200,
    '"' * 199,
    "NEAR(banjir hulu, 5)",
    "NEAR(",
    "banjir AND",
    "AND OR NOT",
    "NOT banjir",
    "-banjir",
    "judul:banjir",
    "{judul isi} : banjir",
    "saring:x1 ^banjir",
    "banjir'); DROP TABLE pages_searchtext; --",
    "' & | ! <-> :* 'banjir':A",
    "banjir:*",
    "((((banjir",
    "banjir\\",
    "%s %(x)s %",
    "[a-z]* ban?ir _",
    "😀 banjir 👩‍👩‍👧",
    "ﷺ ﬁ ① İ ß ǅ Ω",
    "한국어 العربية हिन्दी",
    "a" * 200,
    "a " * 100,
    "\ud7ff\ue000\uffff",
    "\t\n\r banjir \u2028",
]


@pytest.mark.parametrize("q", INPUTS)
def test_an_answer(client: Client, place: Place, q: str) -> None:
    place("Banjir", "di hulu", "NEAR AND OR NOT a ß 한국어")
    answer = client.get(f"/api/v3/cari/?q={quote(q)}")
    assert answer.status_code == 200, answer.content
    body = answer.json()
    assert body["count"] == len(body["items"]) <= 1


def test_operators_are_words(place: Place) -> None:
    place("Banjir", isi="near not")
    assert found("NOT banjir")["count"] == 1
    assert found("banjir OR kemarau")["count"] == 0


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=",
        "q=%00",
        "q=banjir&instansi=%00",
        "q=" + "a" * 201,
        "q=banjir&limit=0",
        "q=banjir&limit=101",
        "q=banjir&offset=1001",
        "q=banjir&offset=" + "9" * 30,
        "q=banjir&jenis=rahasia",
        "q=banjir&dari=2026-02-30",
        "q=banjir&kategori=x",
        "Q=banjir",
    ],
)
def test_refused_parameters(client: Client, query: str) -> None:
    answer = client.get(f"/api/v3/cari/?{query}")
    assert answer.status_code in {400, 422}, answer.content
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "query",
    [
        "q=banjir&instansi=" + "9" * 30,
        "q=banjir&golongan=" + "%F0%9F%99%82" * 50,
        "q=banjir&dari=0001-01-01&sampai=9999-12-31",
        "q=%FF%FE",
        "q=banjir&q=hulu",
    ],
)
def test_odd_parameters(client: Client, query: str) -> None:
    assert client.get(f"/api/v3/cari/?{query}").status_code == 200


def test_unknown_parameters_are_told_the_known_ones(client: Client) -> None:
    detail = client.get("/api/v3/cari/?q=a&kategori=x").json()["detail"]
    assert "kategori" in detail
    assert "golongan" in detail


TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=200
)


@runs(60, deep=1000)
@given(q=TEXTS, text=TEXTS)
def test_any_text_at_all(q: str, text: str) -> None:
    """Texts find themselves by their own words, and any query has an answer."""
    with undone():
        make_place("Judul", "", text)
        if q:
            found(q)
        if text:
            found(text)
