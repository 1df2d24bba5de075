"""The application that puts the others together."""

from __future__ import annotations

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """Wires settings, endpoints and checks; has no models of its own."""

    name = "cms"
    verbose_name = "Naskah"

    def ready(self) -> None:
        from cms import checks  # noqa: F401
