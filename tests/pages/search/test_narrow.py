"""Searching within a list."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from pages.search import narrow
from pages.search.narrow import matching
from tests.reviews.arena import runs

if TYPE_CHECKING:
    from typing import Any

    from tests.pages.search.places import Place

pytestmark = pytest.mark.django_db


def fetched(sql: str, params: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [row[0] for row in cursor.fetchall()]


def pages(q: str, jenis: str | None = None) -> set[int]:
    sql, params = matching(q, jenis)
    whole = f"SELECT page_id FROM pages_readrow WHERE page_id IN ({sql})"  # noqa: S608
    return set(fetched(whole, params))


def test_pages_with_the_words(place: Place) -> None:
    first = place("Loket dibuka", isi="di balai kota")
    second = place("Loket ditutup", jenis="laman")
    assert pages("loket") == {first, second}
    assert pages("loket", "laman") == {second}
    assert pages("loket dib") == {first}
    assert pages('"balai kota" loket') == {first}
    assert pages('"kota balai"') == pages("lokett") == pages("yang di") == set()


def test_the_newest_of_many(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(narrow, "LIST_DEPTH", 2)
    made = [
        place("Rapat", tanggal=dt.date(2026, 1, day), jenis=jenis)
        for day, jenis in ((2, "berita"), (1, "berita"), (3, "berita"), (4, "laman"))
    ]
    assert pages("rapat", "berita") == {made[0], made[2]}


@runs(40, deep=1000)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_any_text_is_sound_sql(q: str) -> None:
    assert pages(q) == set()
