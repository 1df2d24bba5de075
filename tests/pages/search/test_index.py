"""The index is what the rows are, whatever happens to them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page

from pages.models import ReadRow, SearchSlip, SearchText, SearchWord
from pages.search.dialects import dialect
from pages.search.entry import SearchEntry
from pages.search.index import clear, faults, forget, index, stale
from tests.pages.search.places import found, titles

if TYPE_CHECKING:
    from tests.pages.search.places import Place

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 3, 2)


def entry(page_id: int, isi: str, day: dt.date = DAY) -> SearchEntry:
    return SearchEntry(page_id, "berita", None, "", day, "Judul", "", isi)


def test_a_corrected_text_replaces_the_old_one(place: Place) -> None:
    page = place("Judul", isi="banjir di hulu")
    index([entry(page, "kemarau di hulu", dt.date(2026, 4, 1))])
    assert titles("banjir") == []
    assert titles("kemarau hulu") == ["Judul"]
    assert SearchText.objects.count() == 1
    assert faults() == []


def test_the_same_again_changes_nothing(place: Place) -> None:
    page = place("Judul", isi="banjir di hulu")
    before = list(SearchWord.objects.order_by("kata").values())
    index([entry(page, "banjir di hulu")])
    assert list(SearchWord.objects.order_by("kata").values()) == before
    assert faults() == []


def test_what_is_forgotten_leaves_no_word(place: Place) -> None:
    secret = place("Rahasia terbongkar", isi="sandi perwira")
    place("Judul", isi="banjir besar")
    forget([secret])
    for q in ("rahasia", "sandi", "sand", "perwiraa", "terbongkar"):
        answer = found(q)
        assert (answer["count"], answer["saran"]) == (0, None)
    known = set(SearchWord.objects.values_list("kata", flat=True))
    assert known == {"judul", "banjir", "besar"}
    assert SearchSlip.objects.exclude(kata__kata__in=known).count() == 0
    assert faults() == []


@pytest.mark.parametrize("model", [ReadRow, Page])
def test_a_deleted_row_takes_its_words_along(
    place: Place, model: type[ReadRow | Page]
) -> None:
    page = place("Judul", isi="banjir besar")
    place("Judul", isi="banjir kecil")
    model.objects.get(pk=page).delete()
    assert found("banjir")["count"] == 1
    known = dict(SearchWord.objects.values_list("kata", "jumlah"))
    assert known == {"judul": 1, "banjir": 1, "kecil": 1}
    assert faults() == []


def test_differences_are_named(place: Place) -> None:
    page, other = place("Judul", isi="banjir"), place("Judul", isi="kemarau")
    entries = [entry(page, "banjir"), entry(other, "kemarau")]
    assert stale(entries) == []
    assert stale([entry(page, "banjir"), entry(other, "hujan")]) == [other]
    forget([page])
    assert stale(entries) == [page]


def test_faults_are_named(place: Place) -> None:
    place("Judul", isi="banjir")
    SearchWord.objects.filter(kata="banjir").update(jumlah=7)
    SearchWord.objects.create(kata="hantu", akar="hantu", jumlah=1)
    assert faults() == [
        "kata 'banjir': jumlah tidak sesuai",
        "kata 'hantu': jumlah tidak sesuai",
    ]


def test_cleared_and_filled_again(place: Place) -> None:
    page = place("Judul", isi="banjir")
    clear()
    assert titles("banjir") == []
    assert not SearchSlip.objects.exists()
    index([entry(page, "banjir")])
    assert titles("banjir") == ["Judul"]
    assert faults() == []


def test_many_at_once(place: Place) -> None:
    pages = [place(f"Judul {number}") for number in range(3)]
    index([entry(page, f"banjir nomor{page}") for page in pages])
    assert SearchWord.objects.get(kata="banjir").jumlah == 3
    assert found("banjir")["count"] == 3
    assert faults() == []


def test_a_dump_holds_no_part_of_the_index_proper(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place("Judul", isi="banjir")
    call_command("dumpdata", "pages")
    assert "banjir" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_flushed_and_used_again(place: Place) -> None:
    place("Judul", isi="banjir")
    # Numbers go on, as after any other test: rows restored later bear their own.
    options = {"inhibit_post_migrate": True, "reset_sequences": False}
    call_command("flush", interactive=False, verbosity=0, **options)
    assert titles("banjir") == []
    assert faults() == []


def test_the_index_goes_and_comes_again(place: Place) -> None:
    """Backwards, its migration leaves nothing that is in the way of itself."""
    with connection.cursor() as cursor:
        dialect().drop(cursor)
        dialect().create(cursor)
    place("Judul", isi="banjir di hulu")
    assert titles("banjir") == ["Judul"]
    assert faults() == []
