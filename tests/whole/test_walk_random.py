"""Any sound SOP document can be adopted and walked, with every written return."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cms.demo.sample import mend, sample_berita
from cms.demo.sop_walk import Walk
from reviews.engine.site_check import fetch_article
from reviews.papers.jejak import Jejak
from reviews.papers.laporan import Berkas
from reviews.papers.naskah import Naskah
from reviews.trail import check
from tests.reviews.arena import adopt_in_new_office, news_of, runs, undone
from tests.strategies import SampleSOP, sop_documents

if TYPE_CHECKING:
    from pages.models import BeritaPage

pytestmark = pytest.mark.django_db


def decisions(page: BeritaPage, aksi: str) -> list[int]:
    """The steps decided so, in the order of the trail."""
    rows = Jejak.objects.filter(naskah__page_id=page.pk, aksi=aksi)
    return [row.langkah for row in rows if row.langkah is not None]


def assert_finished(page: BeritaPage, sample: SampleSOP) -> None:
    """Every step done, the text live and read from the API, the dossier closed."""
    steps = [row["no"] for row in sample.data["langkah"]]
    assert sorted(set(decisions(page, "setuju"))) == steps
    assert page.live
    assert fetch_article(page)["judul"] == page.title
    assert not Berkas.objects.filter(ditutup_pada=None).exists()
    assert Naskah.objects.latest_of(page).status == Naskah.Status.TAYANG
    assert check.first_fault() is None


@runs(4, deep=100)
@given(sample=sop_documents())
def test_any_sop_is_walked_in_its_order(sample: SampleSOP) -> None:
    with undone():
        sop = adopt_in_new_office(sample)
        page = Walk(sop, news_of(sop), sample_berita("Uji jalan"), mend).run()
        assert_finished(page, sample)
        done = decisions(page, "setuju")
        assert done == sorted(done)


# Without a step for the drafter, whoever sends back begins the correction.
NOBODY_DRAFTS = SampleSOP(
    {
        "id": "sop-1",
        "nama": "Penayangan",
        "pelaksana": ["Staf", "Kasubbag"],
        "langkah": [
            {
                "no": 1,
                "uraian": "Menayangkan",
                "pelaksana": ["Staf"],
                "jenis": "publikasi",
                "objek": "naskah",
                "waktu_menit": 5,
            },
            {
                "no": 2,
                "uraian": "Mengetahui",
                "pelaksana": ["Kasubbag"],
                "jenis": "mengetahui",
                "objek": "laporan",
                "waktu_menit": 5,
                "dikembalikan_ke": 1,
            },
        ],
        "total_waktu": {"tertulis_menit": 10, "jumlah_langkah_menit": 10},
    }
)


@runs(4, deep=100)
@example(sample=NOBODY_DRAFTS, again=False)
@given(sample=sop_documents(), again=st.booleans())
def test_any_sop_takes_each_written_return_once(sample: SampleSOP, again: bool) -> None:
    written = [
        row["no"] for row in sample.data["langkah"] if row.get("dikembalikan_ke")
    ]
    with undone():
        sop = adopt_in_new_office(sample)
        page = Walk(sop, news_of(sop), sample_berita("Uji jalan"), mend, True).run()
        assert_finished(page, sample)
        assert sorted(decisions(page, "kembali")) == written
        if sample is NOBODY_DRAFTS:  # each round says that it began
            begun = Jejak.objects.filter(naskah__page_id=page.pk, aksi="mulai")
            assert begun.count() == 2
