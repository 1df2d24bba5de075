"""What the story's people write: every block, every field."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.rich_text import RichText

from cms.demo.sample import sample_berita
from pages.models import InformasiPublikPage, LamanPage, PengumumanPage
from tests.factories import SiteDocumentFactory, SiteImageFactory

if TYPE_CHECKING:
    from wagtail.models import Page

    from pages.models import BeritaPage

MADE = dt.date(2026, 1, 5)
# Each class asks for fields of its own; the others stay empty.
FURTHER: dict[str, dict[str, Any]] = {
    "berkala": {"periode": "Semester I 2026", "berlaku_mulai": MADE},
    "serta-merta": {
        "bahaya_dampak": "Banjir bandang",
        "pihak_terdampak": "Warga bantaran sungai",
        "evakuasi": "Menuju balai kota",
        "cara_menghindari": "Jauhi sungai",
        "cara_mendapat_bantuan": "Hubungi 112",
        "pihak_pengumum": "BPBD",
        "cara_pengumuman": "Pengeras suara dan laman resmi",
    },
    "setiap-saat": {"berlaku_sampai": dt.date(2030, 12, 31)},
}


def news(title: str, other: Page) -> BeritaPage:
    """An article with everything that it may have; its text names ``other``."""
    page = sample_berita(title)
    tariff = document("Tarif", "tarif.pdf")
    page.isi = every_block(image("Loket", "loket.png"), tariff, other)
    page.lampiran = [("dokumen", tariff)]
    page.gambar_utama = image("Utama", "utama.png")
    page.penulis, page.sumber = "Bagian Humas", "Bidang pelayanan"
    page.seo_title, page.search_description = "Loket", "Loket layanan"
    page.tags.add("loket", "KTP")
    return page


def every_block(photo: Any, tariff: Any, other: Page) -> list[tuple[str, Any]]:
    shown = {"gambar": photo, "keterangan": "Loket baru", "alt": ""}
    links = (
        f'<a linktype="document" id="{tariff.pk}">tarif</a>, '
        f'<a linktype="page" id="{other.pk}">kantor</a>, '
        '<a href="https://lain.example/?a=1&amp;b=2">laman lain</a>'
    )
    return [
        ("subjudul", "Loket baru"),
        ("teks", RichText(f"<p>Lihat {links}.</p><ul><li><b>Satu</b></li></ul><hr/>")),
        ("gambar", shown),
        ("kutipan", {"kutipan": "Lebih cepat.", "sumber": "Kepala Dinas"}),
        ("tabel", TABLE),
        ("dokumen", tariff),
        ("embed", {"url": "https://video.example/1", "judul": "Video <loket>"}),
        ("galeri", [shown, {**shown, "alt": "Loket dari depan"}]),
    ]


TABLE = {
    "data": [["Layanan", "Menit"], ["KTP", "5"], ["KK", None]],
    "table_header_choice": "row",
    "table_caption": "Waktu layanan",
}


def information(klasifikasi: str) -> InformasiPublikPage:
    """An entry of the Daftar Informasi Publik of this class, with a file."""
    return InformasiPublikPage(
        title=f"Informasi {klasifikasi}",
        slug=f"informasi-{klasifikasi}",
        klasifikasi=klasifikasi,
        nomor=f"DIP/{klasifikasi}",
        ringkasan="Ringkasan informasi.",
        pejabat_penguasa="Sekretaris Dinas",
        penanggung_jawab="Kepala Dinas",
        waktu_pembuatan=MADE,
        tempat_pembuatan="Bekasi",
        jangka_simpan="5 tahun",
        berkas=[("dokumen", document(f"Berkas {klasifikasi}", "berkas.pdf"))],
        **FURTHER[klasifikasi],
    )


def profile() -> LamanPage:
    return LamanPage(
        title="Profil",
        slug="profil",
        jenis=LamanPage.Jenis.PROFIL,
        show_in_menus=True,
        isi=[("teks", RichText("<p>Profil instansi.</p>"))],
    )


def notice() -> PengumumanPage:
    """A road that is closed for some days, with a map."""
    return PengumumanPage(
        title="Jalan Merdeka ditutup",
        slug="jalan-merdeka-ditutup",
        ringkasan="Perbaikan gorong-gorong.",
        mulai=dt.datetime(2026, 8, 1, 1, tzinfo=dt.UTC),
        selesai=dt.datetime(2026, 8, 5, 10, tzinfo=dt.UTC),
        isi=[("teks", RichText("<p>Arus dialihkan ke Jalan Sudirman.</p>"))],
        lampiran=[("dokumen", document("Peta", "peta.pdf"))],
    )


def image(title: str, name: str) -> Any:
    return SiteImageFactory(title=title, file__filename=name)


def document(title: str, name: str) -> Any:
    return SiteDocumentFactory(title=title, file__filename=name)


def soon(**time: float) -> dt.datetime:
    return timezone.now() + dt.timedelta(**time)
