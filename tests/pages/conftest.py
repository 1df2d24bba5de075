"""What the tests of pages share: an article that uses everything, a place to search."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest

from pages import gate
from tests.builders import installed
from tests.cms.queue import work
from tests.factories import BeritaPageFactory, SiteDocumentFactory, SiteImageFactory
from tests.pages.search.places import make_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pages.models import BeritaPage
    from tests.pages.search.places import Place


@pytest.fixture
def closed_gate() -> Iterator[None]:
    """No workflow engine is installed."""
    with installed(gate.ClosedGate()):
        yield


@pytest.fixture
def place(db: None) -> Place:
    """``place("judul", "ringkasan", "isi", …)`` is a public page; returns its id."""
    return make_place


def every_block() -> list[tuple[str, Any]]:
    """One block of every type, files in each place that may hold one."""
    image, document = (
        SiteImageFactory(title="Loket"),
        SiteDocumentFactory(title="Tarif"),
    )
    picture = {"gambar": image, "keterangan": "Loket baru", "alt": ""}
    return [
        ("subjudul", "Loket baru"),
        ("teks", f'<p>Lihat <a linktype="document" id="{document.pk}">tarif</a>.</p>'),
        ("gambar", picture),
        ("kutipan", {"kutipan": "Lebih cepat.", "sumber": "Kepala Dinas"}),
        (
            "tabel",
            {
                "data": [["Layanan", "Menit"], ["KTP", "5"], ["KK", None]],
                "table_header_choice": "row",
                "table_caption": "Waktu layanan",
            },
        ),
        ("dokumen", document),
        ("embed", {"url": "https://video.example/1", "judul": "Video <loket>"}),
        ("galeri", [picture, {**picture, "alt": "Loket dari depan"}]),
    ]


@pytest.fixture
def rich_berita(db: None) -> BeritaPage:
    """A draft with every field filled in."""
    page: BeritaPage = BeritaPageFactory(
        title="Loket layanan dibuka",
        parent__parent__title="Dinas Kependudukan",
        bergambar=True,
        gambar_utama__file__filename="utama.png",
        isi=every_block(),
        lampiran=[
            (
                "dokumen",
                SiteDocumentFactory(title="Lampiran", file__filename="lampiran.pdf"),
            )
        ],
        penulis="Siti",
        sumber="Bidang pelayanan",
        seo_title="Loket",
        search_description="Loket layanan",
        expire_at=datetime.datetime(2099, 1, 1, 12, 30, 15, 123456, datetime.UTC),
    )
    page.tags.add("loket", "KTP")
    page.save()
    work()  # the sizes of its pictures
    return page
