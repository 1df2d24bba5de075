"""What of a page is searched."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from pages.models import ReadRow
from pages.search.entry import MAX_TEXT, SearchEntry, entry_of, key_of, plain

if TYPE_CHECKING:
    from pages.models import BeritaPage


def entry(detail: dict[str, Any], **fields: Any) -> SearchEntry:
    row = ReadRow(page_id=7, jenis="berita", judul="Judul", golongan="umum", **fields)
    return entry_of(row, detail)


def test_everything_a_reader_may_look_for() -> None:
    found = entry(
        {
            "ringkasan": "Ringkas\n saja",
            "isi": {"html": "<h2>Loket</h2><p>ba<b>ru</b> &amp; <em>lama</em></p>"},
            "nomor": "DIP/7",
            "penulis": None,
            "serta_merta": {"evakuasi": "Balai kota"},
            "kategori": {"nama": "Pelayanan", "slug": "layan"},
            "instansi": {"id": 1, "nama": "Dinas Satu", "slug": "dinas-1"},
            "lampiran": [{"judul": "Tarif", "nama_berkas": "rahasia-nama.pdf"}],
            "tag": ["KTP"],
            "digest": "abc123",
            "url": "/berita/judul/",
        }
    )
    assert found.ringkasan == "Ringkas saja"
    assert (
        found.isi == "Loket baru & lama DIP/7 Balai kota Pelayanan Dinas Satu Tarif KTP"
    )


def test_a_key_is_in_the_order_of_time() -> None:
    days = [dt.date.min, dt.date(1999, 12, 31), dt.date(2026, 3, 2), dt.date.max]
    keys = [key_of(day, page) for day in days for page in (1, 2**32 - 1)]
    assert keys == sorted(keys)
    assert len(set(keys)) == 8
    assert keys[-1] < 2**63


def test_blocks_part_words_and_inline_tags_do_not() -> None:
    html = (
        "<ul><li>a</li><li>b<br>c</li></ul><table><tr><td>d</td><td>e</td></tr></table>"
    )
    assert plain(html).split() == ["a", "b", "c", "d", "e"]
    assert plain("ke<strong>sehat</strong>an").split() == ["kesehatan"]
    assert plain("<p>1 &lt; 2 <!-- catatan --></p>").split() == ["1", "<", "2"]


def test_long_texts_and_nul_do_no_harm() -> None:
    found = entry({"isi": {"html": "kata\x00lain " * MAX_TEXT}})
    assert len(found.isi) == MAX_TEXT
    assert found.isi.startswith("kata lain kata")


def test_filters_have_words_of_their_own() -> None:
    words = {entry({}, instansi_id=number).saring.split()[1] for number in (None, 1, 2)}
    assert len(words) == 3
    assert all(word.isalnum() for word in words)


@pytest.mark.django_db
def test_of_a_real_article(rich_berita: BeritaPage) -> None:
    from pages.site.types.berita import BERITA, represent

    detail = BERITA.detail.model_validate(represent([rich_berita])[0])
    found = entry(detail.model_dump(mode="json"))
    for words in (
        "Loket baru",
        "Lebih cepat.",
        "KTP 5",
        "Waktu layanan",
        "Siti",
        "tarif",
    ):
        assert words in found.isi, words
