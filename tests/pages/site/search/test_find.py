"""What is found, in which order, how often, and at what cost."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pages.models.reading import UNDATED
from pages.site.search import find
from tests.pages.search.places import found, titles

if TYPE_CHECKING:
    from tests.pages.search.places import Place

pytestmark = pytest.mark.django_db


def test_all_words_must_stand_somewhere(place: Place) -> None:
    place("Loket kependudukan", "Buka lebih pagi.", "Warga Bekasi dilayani.")
    place("Jalan rusak", "Perbaikan.", "Warga melapor.")
    assert titles("loket bekasi") == ["Loket kependudukan"]
    assert titles("jalan bekasi") == []
    assert titles("WARGA yang DILAYANI") == ["Loket kependudukan"]


def test_accents_and_punctuation_part_nobody(place: Place) -> None:
    place("Café dan/atau restoran", isi="Surel: halo@dinas.go.id; tarif Rp10.000,-")
    for q in ("cafe", "CAFÉ", "restoran", "atau restoran", "dinas go id", "rp10 000"):
        assert titles(q) == ["Café dan/atau restoran"], q


def test_a_phrase_is_found_in_its_order(place: Place) -> None:
    place("Satu", isi="Pelayanan kesehatan keliling di pulau.")
    place("Dua", isi="Kesehatan warga dan pelayanan loket.")
    assert titles('"pelayanan kesehatan"') == ["Satu"]
    assert titles('"pelayanan kesehatan" pulau') == ["Satu"]
    assert titles('"keliling di pulau"') == ["Satu"]
    assert titles('"kesehatan pelayanan"') == []
    assert sorted(titles("pelayanan kesehatan")) == ["Dua", "Satu"]


def test_the_last_word_may_be_unfinished(place: Place) -> None:
    place("Pendidikan gratis")
    place("Pendataan penduduk")
    assert titles("pendid") == ["Pendidikan gratis"]
    assert sorted(titles("pen")) == ["Pendataan penduduk", "Pendidikan gratis"]
    assert titles("gratis pend") == ["Pendidikan gratis"]
    assert titles("pend gratis") == []
    assert titles('"pendid"') == []
    assert titles("pe") == []


def test_a_whole_word_comes_before_longer_ones(place: Place) -> None:
    place("Kotamadya", tanggal=dt.date(2026, 5, 1))
    place("Kota lama", tanggal=dt.date(2020, 5, 1))
    assert titles("kota") == ["Kota lama", "Kotamadya"]


def test_forms_of_a_word_after_the_word_itself(place: Place) -> None:
    place("Kami melayani warga", tanggal=dt.date(2026, 5, 1))
    place("Pelayanan loket", tanggal=dt.date(2026, 4, 1))
    place("Layanan malam", tanggal=dt.date(2020, 1, 1))
    first, *others = titles("layanan")
    assert first == "Layanan malam"
    assert set(others) == {"Kami melayani warga", "Pelayanan loket"}
    assert len(titles("dilayani")) == 3


def test_slips_are_corrected(place: Place) -> None:
    place("Pemerintah kota")
    place("Kesehatan ibu")
    for slip in ("pemrintah", "pemerintahh", "pemerimtah", "pemeritnah"):
        answer = found(f"{slip} KOTA")
        assert [item["judul"] for item in answer["items"]] == ["Pemerintah kota"], slip
        assert answer["saran"] == "pemerintah KOTA"
    assert found("pemerintah kota")["saran"] is None
    assert found("sungai")["saran"] is None
    assert found("kot")["saran"] is None


def test_a_rare_word_is_found_with_what_it_may_be_a_slip_of(place: Place) -> None:
    place("Kesehtan tertulis salah")
    for number in range(50):
        place(f"Kesehatan {number}", tanggal=dt.date(2020, 1, 1))
    answer = found("kesehtan", limit=100)
    assert answer["items"][0]["judul"] == "Kesehtan tertulis salah"
    assert answer["saran"] == "kesehatan"
    assert answer["count"] == 51


def test_the_title_counts_most_then_the_summary(place: Place) -> None:
    same = "lain hal " * 5
    place("Isi", same, f"{same} vaksinasi")
    place("Ringkasan", f"{same} vaksinasi", same)
    place("Vaksinasi", same, same)
    assert titles("vaksinasi") == ["Vaksinasi", "Ringkasan", "Isi"]


def test_more_of_the_word_is_better_and_then_the_newer(place: Place) -> None:
    filler = "kata lain " * 10
    place("Sekali", isi=f"{filler} banjir", tanggal=dt.date(2026, 5, 1))
    place("Berkali", isi=f"{filler} banjir banjir banjir", tanggal=dt.date(2020, 1, 1))
    place("Sekali lama", isi=f"{filler} banjir", tanggal=dt.date(2019, 1, 1))
    assert titles("banjir") == ["Berkali", "Sekali", "Sekali lama"]


def test_frequent_words_come_by_date(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find, "CHEAP", 0)
    place("Lama", isi="banjir banjir banjir", tanggal=dt.date(2020, 1, 1))
    place("Baru", isi="banjir", tanggal=dt.date(2026, 1, 1))
    place("Banjir", tanggal=dt.date(2010, 1, 1))
    assert titles("banjir") == ["Banjir", "Baru", "Lama"]


def test_stop_words_alone_find_nothing(place: Place) -> None:
    place("Yang di atas dan yang lain")
    for q in ("yang", "yang di", '"di dan"', "-", "   ", "!?*", "🙂"):
        assert found(q) == {
            "count": 0,
            "count_pasti": True,
            "saran": None,
            "facet": {"jenis": {}, "instansi": [], "golongan": {}},
            "items": [],
        }


def test_filters(place: Place) -> None:
    office = place("Dinas Kominfo", jenis="instansi", golongan="dinas")
    other = place("Badan lain", jenis="instansi", golongan="badan")
    place("Data A", instansi_id=office, golongan="hasil-data")
    place("Data B", instansi_id=other, tanggal=dt.date(2025, 1, 1), golongan="hasil")
    place("Data C", jenis="laman", tanggal=UNDATED, instansi_id=office)
    assert sorted(titles("data")) == ["Data A", "Data B", "Data C"]
    assert titles("data", jenis="laman") == ["Data C"]
    assert titles("data", golongan="hasil") == ["Data B"]
    assert titles("data", golongan="hasil-data") == ["Data A"]
    for named in (str(office), "teks-2"):
        assert sorted(titles("data", instansi=named)) == ["Data A", "Data C"]
    assert titles("data", instansi="tidak-ada") == []
    assert titles("data", dari=dt.date(2025, 1, 2)) == ["Data A"]
    assert titles("data", dari=dt.date(2025, 1, 1), sampai=dt.date(2025, 1, 1)) == [
        "Data B"
    ]
    assert titles("data", sampai=dt.date(2025, 6, 1), instansi=str(office)) == []
    assert titles("data", dari=dt.date.max, sampai=dt.date.min) == []


def test_facets_and_offices(place: Place) -> None:
    office = place("Dinas Kominfo", jenis="instansi", golongan="dinas")
    place("Data A", instansi_id=office, golongan="hasil")
    place("Data B", instansi_id=office, golongan="hasil")
    place("Data C", jenis="laman", tanggal=UNDATED)
    answer = found("data", limit=1, offset=2)
    ref = {"id": office, "nama": "Dinas Kominfo", "slug": "teks-2"}
    assert answer["count"] == 3
    assert answer["facet"] == {
        "jenis": {"berita": 2, "laman": 1},
        "instansi": [{**ref, "count": 2}],
        "golongan": {"hasil": 2},
    }
    assert [item["tanggal"] for item in answer["items"]] == [None]
    (first,) = found("data", limit=1)["items"]
    assert first["instansi"] == ref
    assert first["tanggal"] == "2026-03-02"
    assert first["url"].startswith("/teks-")


def test_pages_of_the_answer(place: Place) -> None:
    for number in range(7):
        place(f"Rapat {number}")
    whole = titles("rapat")
    assert len(whole) == 7
    assert [titles("rapat", limit=3, offset=at) for at in (0, 3, 6, 9)] == [
        whole[:3],
        whole[3:6],
        whole[6:],
        [],
    ]


def test_the_count_is_capped_and_says_so(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(1, 7):
        place(f"Hari {day}", isi="rapat", tanggal=dt.date(2026, 1, day))
    assert (found("rapat")["count"], found("rapat")["count_pasti"]) == (6, True)
    monkeypatch.setattr(find, "DEPTH", 4)
    answer = found("rapat")
    assert (answer["count"], answer["count_pasti"]) == (4, False)
    assert [item["judul"] for item in answer["items"]] == [
        "Hari 6",
        "Hari 5",
        "Hari 4",
        "Hari 3",
    ]


def test_what_is_over_is_not_found(place: Place) -> None:
    now = timezone.now()
    place("Lelang lewat", berakhir_pada=now - dt.timedelta(seconds=1))
    place("Lelang berjalan", berakhir_pada=now + dt.timedelta(hours=1))
    assert titles("lelang") == ["Lelang berjalan"]
    assert found("lelang")["count"] == 1


def test_two_queries_whatever_is_asked(place: Place) -> None:
    for number in range(5):
        place(f"Rapat {number}", isi="anggaran layanan kesehatan")
    for q in ("rapat", "layanan kesehatn angg", '"layanan kesehatan" rap', "yang"):
        with CaptureQueriesContext(connection) as queries:
            found(q, jenis="berita", instansi="1")
        assert len(queries) <= 2, q
