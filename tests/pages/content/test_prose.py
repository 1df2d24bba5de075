"""One writing of rich text: what is shown otherwise is written otherwise."""

from __future__ import annotations

import pytest

from pages.content.prose import canonical_prose

IDENTITIES = {("page", 9): "nine", ("page", 12): "twelve", ("image", 3): "three"}
APPROVED = '<p>Lihat <a linktype="page" id="9">kantor</a>.</p>'


def written(stored: str) -> str:
    return canonical_prose(stored, IDENTITIES)


@pytest.mark.parametrize(
    "stored",
    [
        '<p>Lihat <a id="9" linktype="page">kantor</a>.</p>',
        '<p>Lihat <a linktype="page"  id="9">kantor</a>&#46;</p>',
    ],
)
def test_who_wrote_it_makes_no_difference(stored: str) -> None:
    assert written(stored) == written(APPROVED)
    assert written("a<br/>b &amp; c") == written("a<br>b &#38; c")


@pytest.mark.parametrize(
    "stored",
    [
        '<p>Lihat <a linktype="page" id="12" id=\'9\'>kantor</a>.</p>',
        '<p>Lihat <a linktype="page" id="12" id="9">kantor</a>.</p>',
        '<p>Lihat <a linktype="page" id="&#57;">kantor</a>.</p>',
        f"{APPROVED}<![CDATA[x><p>Palsu</p>]]>",
        f"{APPROVED}<!-- > -->",
        f"{APPROVED}<?php > ?>",
        f"{APPROVED}<!DOCTYPE x>",
    ],
)
def test_what_others_read_otherwise_is_another_text(stored: str) -> None:
    assert written(stored) != written(APPROVED)


def test_an_embed_that_wagtail_would_not_find_is_none() -> None:
    found = '<embed embedtype="image" id="3" alt="Loket"/>'
    assert written(found) != written(found.replace("/>", ">"))
