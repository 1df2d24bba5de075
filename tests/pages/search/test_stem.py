"""Affixes come off, and as PostgreSQL takes them off."""

from __future__ import annotations

import itertools

import pytest
from django.db import connection

from pages.search.stem import stem

FAMILIES = {
    "layan": "layanan pelayanan melayani dilayani layanilah pelayanannya",
    "sehat": "kesehatan menyehatkan kesehatanmu",
    "bangun": "pembangunan membangun dibangunkan bangunannya",
    "ajar": "belajar pelajaran mengajarkan diajari",
    "periksa": "memeriksa pemeriksaan",
    "didik": "pendidikan mendidik dididik",
}
SHORT = "rumah loket ktp kk kota dan ibu"
PREFIXES = (
    "",
    "di",
    "me",
    "mem",
    "men",
    "meny",
    "peng",
    "pem",
    "ke",
    "ber",
    "per",
    "bel",
)
SUFFIXES = ("", "kah", "nya", "kan", "an", "i", "ikannya", "anlah", "imu")
MIDDLES = ("layan", "ajar", "ukur", "sosialisas", "pantau", "yakin", "erat", "rs")


@pytest.mark.parametrize("root", FAMILIES)
def test_forms_share_a_root(root: str) -> None:
    assert {stem(form) for form in FAMILIES[root].split()} == {root}


def test_short_words_stay() -> None:
    assert [stem(word) for word in SHORT.split()] == SHORT.split()


@pytest.mark.django_db
def test_as_postgresql_stems() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("compares with PostgreSQL's own stemmer")
    forms = ["".join(parts) for parts in itertools.product(PREFIXES, MIDDLES, SUFFIXES)]
    sql = "SELECT w, (ts_lexize('indonesian_stem', w))[1] FROM unnest(%s::text[]) AS w"
    with connection.cursor() as cursor:
        cursor.execute(sql, [forms])
        theirs = dict(cursor.fetchall())
    assert {form: stem(form) for form in forms} == theirs
