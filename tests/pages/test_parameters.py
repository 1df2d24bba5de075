from __future__ import annotations

import datetime as dt
import re

import pytest
from pydantic import ValidationError

from pages.parameters import NOBODY, page_id_of
from pages.site.types.berita import ALL, BeritaQuery


@pytest.mark.parametrize(
    "given",
    [
        "0",
        "1767225600",
        "20260101",
        "2026-1-1",
        "2026-01-01T00:00:00",
        "2026-02-30",
        "",
    ],
)
def test_a_date_is_written_out(given: str) -> None:
    with pytest.raises(ValidationError, match=r"dari|YYYY-MM-DD"):
        BeritaQuery(dari=given)


def test_a_date_that_is() -> None:
    assert BeritaQuery(dari="2026-02-28").dari == dt.date(2026, 2, 28)


# (what stands in ``fields``, whether it is valid)
@pytest.mark.parametrize(
    ("given", "valid"),
    [
        ("", True),
        (",".join(ALL), True),
        (" judul , id,,", True),
        ("judul id", False),
        ("title", False),
        ("judul,title", False),
    ],
)
def test_the_document_knows_the_fields(given: str, valid: bool) -> None:
    shown = BeritaQuery.model_json_schema()["properties"]["fields"]
    assert bool(re.search(shown["anyOf"][0]["pattern"], given)) is valid
    if valid:
        assert BeritaQuery(fields=given).fields == given
    else:
        with pytest.raises(ValidationError, match="Field tidak dikenal"):
            BeritaQuery(fields=given)


@pytest.mark.parametrize(
    ("given", "page"),
    [("7", 7), ("007", NOBODY), ("0", NOBODY), ("\u0667", NOBODY), ("9" * 19, NOBODY)],
)
def test_an_id_is_written_one_way_everywhere(given: str, page: int) -> None:
    """Lists, search, feeds and the DIP choose an office by the same reading."""
    assert page_id_of(given) == page
