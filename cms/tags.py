"""Tags offered while one types: those of what the reader may know of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import JsonResponse
from taggit.models import Tag
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.tags import TAGS_AUTOCOMPLETE_LIMIT

from reviews.rights import readers, sight

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_admin_access
def autocomplete(request: HttpRequest, **names: Any) -> JsonResponse:
    """Wagtail's answer, of which there is one kind here, whatever ``names`` say."""
    begun = request.GET.get("term", "")
    tags = Tag.objects.filter(name__istartswith=begun) if begun else Tag.objects.none()
    shown = sight.visible(readers.reader_of(request), tags).order_by("name")
    found = shown.values_list("name", flat=True)[:TAGS_AUTOCOMPLETE_LIMIT]
    return JsonResponse(list(found), safe=False)
