"""One article as every feed tells it, whatever the format."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone

from pages import addresses
from pages.text import legal

if TYPE_CHECKING:
    from pages.models import ReadRow


@dataclass(frozen=True)
class Article:
    """Plain text but for ``html``; every address absolute, as it lies in rows."""

    id: str
    url: str
    judul: str
    ringkasan: str
    html: str
    published: dt.datetime
    updated: dt.datetime
    penulis: str
    topics: list[str]
    gambar: dict[str, Any] | None  # a rendition: url, lebar, tinggi
    files: list[dict[str, Any]]  # Dokumen of the API

    @classmethod
    def of(cls, row: ReadRow, detail: dict[str, Any], base: str) -> Article:
        """The article of ``row``; ``detail`` in the shape of ``BeritaDetail``."""
        published = publication_of(row)
        kategori = detail["kategori"]
        return cls(
            id=row.page.translation_key.urn,
            url=addresses.there(row.path, base),
            judul=legal(row.judul),
            ringkasan=legal(detail["ringkasan"]),
            html=legal(addresses.absolute_html(detail["isi"]["html"], base)),
            published=published,
            updated=local(row.diperbarui_pada) or published,
            penulis=legal(author_of(detail)),
            topics=[
                legal(topic)
                for topic in ([kategori["nama"]] if kategori else []) + detail["tag"]
            ],
            gambar=picture_of(detail["gambar"]),
            files=[
                {**file, "url": addresses.kept_here(file["url"])}
                for file in detail["lampiran"]
            ],
        )


def publication_of(row: ReadRow) -> dt.datetime:
    """The instant of publication, if that was on the day the article is dated.

    Articles brought over from an older site are dated long before; readers sort by
    this instant, so these do not all stand at the top.
    """
    at = local(row.terbit_pada)
    if at and at.date() == row.tanggal:
        return at
    midnight = dt.datetime.combine(row.tanggal, dt.time())
    return timezone.make_aware(midnight, timezone.get_default_timezone())


def local(at: dt.datetime | None) -> dt.datetime | None:
    """``at`` in the server's time zone, whoever publishes, to the second."""
    if at is None:
        return None
    zone = timezone.get_default_timezone()
    return timezone.localtime(at, zone).replace(microsecond=0)


def author_of(detail: dict[str, Any]) -> str:
    """Who wrote it; the office where nobody is named."""
    office = detail["instansi"]
    return detail["penulis"] or (
        office["nama"] if office else settings.WAGTAIL_SITE_NAME
    )


def picture_of(gambar: dict[str, Any] | None) -> dict[str, Any] | None:
    """The middle size of an image, at its absolute address."""
    size = gambar["renditions"].get("sedang") if gambar else None
    return {**size, "url": addresses.kept_here(size["url"])} if size else None
