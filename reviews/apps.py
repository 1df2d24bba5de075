from __future__ import annotations

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """SOPs as workflows: who may act, what is asked, what is kept."""

    name = "reviews"
    verbose_name = "Peninjauan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from pages import gate
        from pages.api import hooks
        from reviews import guards, reading, round_guards, tenure  # noqa: F401  (connect receivers)
        from reviews.models.naskah import verification_codes
        from reviews.sopgate import SOPGate

        gate.install(SOPGate())
        hooks.install(verification_codes)
