"""A plain text to walk an SOP with; the demo's own content lies in ``cms.demo``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.text import slugify
from wagtail.rich_text import RichText

from pages.models import BeritaPage, Kategori

if TYPE_CHECKING:
    from pages.models import NaskahPage

PARAGRAPH = (
    "<p>Instansi menyampaikan informasi ini kepada masyarakat sesuai dengan "
    "Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik.</p>"
)


def sample_berita(title: str) -> BeritaPage:
    """A complete, unsaved article."""
    kategori, _ = Kategori.objects.get_or_create(
        slug="pengumuman", defaults={"nama": "Pengumuman"}
    )
    return BeritaPage(
        title=title[:255],
        slug=slugify(title)[:255],
        tanggal=timezone.localdate(),
        kategori=kategori,
        ringkasan="Naskah contoh yang melalui setiap langkah SOP.",
        isi=[("teks", RichText(PARAGRAPH))],
    )


def mend(page: NaskahPage) -> None:
    """What a drafter does after a return: the text becomes another one."""
    page.isi.append(("teks", RichText("<p>Alinea ini ditambahkan saat perbaikan.</p>")))
