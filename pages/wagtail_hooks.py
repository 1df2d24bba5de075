"""Snippets that editors keep beside the pages; who gets a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from pages.file_access import audience
from pages.models import Kategori

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pages.models import SiteDocument


class KategoriViewSet(SnippetViewSet):
    model = Kategori
    icon = "list-ul"
    list_display = ["nama", "slug"]
    search_fields = ["nama"]
    search_backend_name = None


register_snippet(KategoriViewSet)


@hooks.register("before_serve_document", order=-1)
def refuse_closed_document(document: SiteDocument, request: HttpRequest) -> None:
    """What nobody may read answers like what is not there."""
    if audience(request, document) is None:
        raise Http404
