"""The sections of an office, by model name: what each is to readers."""

from __future__ import annotations

from pages.models import BeritaIndexPage, InformasiPublikIndexPage, LamanPage

# Pages that list others; they have no text of their own, and no read row.
INDEXES = {
    str(BeritaIndexPage._meta.model_name): "berita",
    str(InformasiPublikIndexPage._meta.model_name): "informasi-publik",
}
SECTIONS = {str(LamanPage._meta.model_name): "laman", **INDEXES}
