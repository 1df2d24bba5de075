"""What the admin lists beside the pages."""

from __future__ import annotations

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from pages.models import Kategori


class KategoriViewSet(SnippetViewSet):
    model = Kategori
    icon = "list-ul"
    list_display = ["nama", "slug"]
    search_fields = ["nama"]


register_snippet(KategoriViewSet)
