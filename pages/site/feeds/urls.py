"""Where feeds and sitemaps are."""

from __future__ import annotations

from django.urls import path

from pages.reading.syndication.formats import FORMATS
from pages.site.feeds import sitemap_views, views

urlpatterns = [
    *(
        path(f"umpan/berita.{jenis}", views.berita, {"jenis": jenis}, f"umpan_{jenis}")
        for jenis in FORMATS
    ),
    path("robots.txt", sitemap_views.robots, name="robots"),
    path("sitemap.xml", sitemap_views.index, name="sitemap"),
    path("sitemap-berita.xml", sitemap_views.news, name="sitemap_berita"),
    path("sitemap-<int:nomor>.xml", sitemap_views.file, name="sitemap_file"),
]
