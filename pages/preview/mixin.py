"""The preview of a page on the public site, beside the one in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from wagtail_headless_preview.models import HeadlessPreviewMixin

from pages.addresses import here
from pages.preview.tokens import LIFETIME, issue

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

SITE_MODE = "situs"


class SitePreviewMixin(HeadlessPreviewMixin):
    """Adds the mode "on the site": a link for it, which anyone may be given.

    Of wagtail-headless-preview are the store of texts and the site's address; its
    tokens say nothing of the editor and have no end, so ours take their place.
    """

    pk: Any

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        modes = [("", "Isi untuk publik")]
        # A page that was never saved has nothing that a token could be bound to.
        return [*modes, (SITE_MODE, "Sebagai situs")] if self.pk else modes

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """One for all types: it shows what the public would read, field by field."""
        return "pages/naskah_preview.html"

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if mode_name != SITE_MODE:
            # Past the package's own, which would answer every mode.
            response: HttpResponse = super(HeadlessPreviewMixin, self).serve_preview(
                request, mode_name
            )
            return response
        editor = request.user
        may_edit = self.permissions_for_user(editor).can_edit()
        if not editor.is_authenticated or not may_edit:
            raise PermissionDenied
        token = issue(self, editor)
        context = {
            "page": self,
            "site_url": self.get_preview_url(request, token),
            "api_url": here(reverse("wagtailapi_v3:pratinjau", args=[token])),
            "until": timezone.now() + LIFETIME,
        }
        return TemplateResponse(request, "pages/site_preview.html", context)
