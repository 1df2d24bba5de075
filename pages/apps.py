"""The content of an office's site, and the line that keeps it with the workflow."""

from __future__ import annotations

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = "Halaman instansi"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the receivers: no governed page is saved past them."""
        from pages import form_checks, redirects, renditions  # noqa: F401
        from pages.content import gone  # noqa: F401
        from pages.guards import collections, files, privacy, texts  # noqa: F401
        from pages.reading import receivers  # noqa: F401
        from pages.site import types

        types.load()
