"""Every page type, snippet and file model of an office's site."""

from __future__ import annotations

from pages.content.gone_pages import GonePage
from pages.models.berita import BeritaPage, BeritaTag
from pages.models.informasi_publik import InformasiPublikPage
from pages.models.instansi import (
    BeritaIndexPage,
    InformasiPublikIndexPage,
    InstansiPage,
)
from pages.models.kategori import Kategori
from pages.models.laman import LamanPage
from pages.models.media import SiteDocument, SiteImage, SiteRendition
from pages.models.naskah import NaskahPage
from pages.models.pengumuman import PengumumanPage
from pages.models.reading import ReadBody, ReadRow, ReadTag, ReadVersion
from pages.models.search import SearchSlip, SearchText, SearchWord

__all__ = [
    "BeritaIndexPage",
    "BeritaPage",
    "BeritaTag",
    "GonePage",
    "InformasiPublikIndexPage",
    "InformasiPublikPage",
    "InstansiPage",
    "Kategori",
    "LamanPage",
    "NaskahPage",
    "PengumumanPage",
    "ReadBody",
    "ReadRow",
    "ReadTag",
    "ReadVersion",
    "SearchSlip",
    "SearchText",
    "SearchWord",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
]
