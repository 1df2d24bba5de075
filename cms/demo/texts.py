"""From the demo's content files to unsaved pages."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.text import slugify
from wagtail.rich_text import RichText

from pages.models import BeritaPage, InformasiPublikPage, Kategori, LamanPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.utils.safestring import SafeString

    from cms.demo.media import OfficeMedia
    from cms.demo.shape import Berita, Blok, Gambar, Informasi, Naskah, Profil, Tabel
    from pages.models import NaskahPage

NUMBERED = tuple(f"{number}. " for number in range(1, 10))
COPIED = (
    "klasifikasi",
    "nomor",
    "ringkasan",
    "periode",
    "dasar_hukum",
    "konsekuensi",
    "nomor_keputusan",
    "bahaya_dampak",
    "pihak_terdampak",
    "evakuasi",
    "cara_menghindari",
    "cara_mendapat_bantuan",
    "pihak_pengumum",
    "cara_pengumuman",
)


def make_page(naskah: Naskah, media: OfficeMedia) -> NaskahPage:
    """The page that ``naskah`` describes, complete and unsaved."""
    return MAKERS[type(naskah).__name__](naskah, media)


def berita(naskah: Berita, media: OfficeMedia) -> BeritaPage:
    kategori, _ = Kategori.objects.get_or_create(
        slug=slugify(naskah.kategori), defaults={"nama": naskah.kategori}
    )
    page = BeritaPage(
        title=naskah.judul,
        slug=naskah.slug,
        tanggal=days_ago(naskah.umur),
        kategori=kategori,
        ringkasan=naskah.ringkasan,
        isi=stream(naskah.isi, media),
        gambar_utama=media.image(naskah.gambar) if naskah.gambar else None,
        lampiran=files(naskah.lampiran, media),
        penulis=naskah.penulis,
        sumber=naskah.sumber,
    )
    page.tags.add(*naskah.tag)
    return page


def informasi(naskah: Informasi, media: OfficeMedia) -> InformasiPublikPage:
    dip = media.kantor.dip
    made = days_ago(naskah.umur)
    limit = naskah.batas_waktu
    return InformasiPublikPage(
        title=naskah.judul,
        slug=naskah.slug,
        pejabat_penguasa=dip.pejabat_penguasa,
        penanggung_jawab=dip.penanggung_jawab,
        tempat_pembuatan=dip.tempat_pembuatan,
        jangka_simpan=naskah.jangka_simpan or dip.jangka_simpan,
        waktu_pembuatan=made,
        berlaku_mulai=made,
        batas_waktu=days_ago(-limit) if limit else None,
        berkas=files(naskah.berkas, media),
        **{name: getattr(naskah, name) for name in COPIED},
    )


def profil(naskah: Profil, media: OfficeMedia) -> LamanPage:
    return LamanPage(
        title=naskah.judul,
        slug="profil",
        jenis=LamanPage.Jenis.PROFIL,
        isi=stream(naskah.isi, media),
    )


MAKERS: dict[str, Any] = {"Berita": berita, "Informasi": informasi, "Profil": profil}


def days_ago(days: int) -> dt.date:
    return timezone.localdate() - dt.timedelta(days=days)


def files(keys: Sequence[str], media: OfficeMedia) -> list[tuple[str, Any]]:
    return [("dokumen", media.document(key)) for key in keys]


def stream(blocks: Sequence[Blok], media: OfficeMedia) -> list[tuple[str, Any]]:
    return [block(blok, media) for blok in blocks]


def block(blok: Blok, media: OfficeMedia) -> tuple[str, Any]:
    """One block by its name in ``pages.blocks.IsiBlock``, with its value."""
    (name,) = blok.model_fields_set
    return name, VALUES[name](getattr(blok, name), media)


def gambar(value: Gambar, media: OfficeMedia) -> dict[str, Any]:
    return {
        "gambar": media.image(value),
        "keterangan": value.keterangan,
        "alt": value.alt,
    }


def tabel(value: Tabel, media: OfficeMedia) -> dict[str, Any]:
    return {
        "data": value.baris,
        "table_caption": value.judul,
        "table_header_choice": "row",
        "first_row_is_table_header": True,
        "first_col_is_header": False,
    }


VALUES: dict[str, Any] = {
    "subjudul": lambda value, media: value,
    "teks": lambda value, media: RichText(prose(value)),
    "gambar": gambar,
    "kutipan": lambda value, media: {"kutipan": value.teks, "sumber": value.sumber},
    "tabel": tabel,
    "dokumen": lambda value, media: media.document(value),
}


def prose(text: str) -> SafeString:
    """Paragraphs, parted by empty lines, and lists of lines with - or numbers."""
    parts = text.strip().split("\n\n")
    return format_html_join("", "{}", ((paragraph(part),) for part in parts))


def paragraph(part: str) -> SafeString:
    lines = part.splitlines()
    if all(line.startswith("- ") for line in lines):
        return format_html("<ul>{}</ul>", items(line[2:] for line in lines))
    if all(line.startswith(NUMBERED) for line in lines):
        return format_html("<ol>{}</ol>", items(line[3:] for line in lines))
    return format_html("<p>{}</p>", " ".join(lines))


def items(lines: Iterable[str]) -> SafeString:
    return format_html_join("", "<li>{}</li>", ((line,) for line in lines))
