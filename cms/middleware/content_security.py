"""Browsers load only what is our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    GetResponse = Callable[[HttpRequest], HttpResponse]

API_POLICY = "default-src 'none'; frame-ancestors 'none'"
# The interactive docs are one inline script and files of our own.
DOCS_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"
)
# Wagtail's admin writes inline styles and scripts; what it must not do is stated.
ADMIN_POLICY = (
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)


class ContentSecurityMiddleware:
    """Says to browsers what a page of ours may load, by the part of the site."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy_of(request))
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        return response


def policy_of(request: HttpRequest) -> str:
    """The policy for the part of the site that ``request`` is in.

    A preview is rendered by a request of Wagtail's own, and framed by the admin.
    """
    in_admin = request.path.startswith(reverse("wagtailadmin_home"))
    if in_admin or getattr(request, "is_preview", False):
        return ADMIN_POLICY
    if request.path == reverse("wagtailapi_v3:openapi-view"):
        return DOCS_POLICY
    return API_POLICY
