"""Wagtail's screen that takes a schedule off, for texts whose SOP set it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect
from wagtail.admin.auth import require_admin_access
from wagtail.admin.viewsets.pages import page_viewset_registry
from wagtail.models import Page

from pages.models.naskah import is_governed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

of_other_pages = page_viewset_registry.as_view("revisions_unschedule", "page_id")


@require_admin_access
def unschedule(request: HttpRequest, page_id: int, revision_id: int) -> HttpResponse:
    """Wagtail's button asks for no reason: its place is our form, which does."""
    page = Page.objects.filter(pk=page_id).first()
    if page is not None and is_governed(page):
        return redirect("naskah:batal_jadwal", page_id)
    return of_other_pages(request, page_id=page_id, revision_id=revision_id)
