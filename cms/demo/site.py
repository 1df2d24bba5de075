"""The site of a trial, at the address where its server stands."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site

PORTAL_TITLE = "Portal instansi"
PORTS = {"http": 80, "https": 443}
UNNAMED = ("localhost", 80)  # Wagtail's own


def make_site(before: str = "") -> Site:
    """A default site with a root, where the server stands.

    An address that somebody gave the site stays. ``before`` is the server's until now,
    which nobody gave it but this function.
    """
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        root = Page.objects.get(depth=1)
        home = root.get_children().first() or root.add_child(
            instance=Page(title=PORTAL_TITLE, slug="portal")
        )
        site = Site(hostname="localhost", root_page=home, is_default_site=True)
    if site.pk is None or (site.hostname, site.port) in {UNNAMED, place_of(before)}:
        site.hostname, site.port = place_of(settings.WAGTAILADMIN_BASE_URL)
        site.site_name = site.site_name or settings.WAGTAIL_SITE_NAME
        site.save()
    return site


def place_of(address: str) -> tuple[str, int]:
    """Host and port as a site has them: version 6 in brackets, the port always."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    return f"[{host}]" if ":" in host else host, parts.port or PORTS.get(
        parts.scheme, 0
    )
