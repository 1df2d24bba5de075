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
        from reviews import (  # noqa: F401  (connect receivers)
            assignment_guards,
            bag_guards,
            berkas_receivers,
            reading,
            round_guards,
            schedule_guards,
            tenure,
            workflow_guards,
        )
        from reviews.models.naskah import verification_codes
        from reviews.organisasi import nama  # noqa: F401  (connects a receiver)
        from reviews.sopgate import SOPGate
        from reviews.surat import wagtail_mail
        from reviews.waktu import receivers  # noqa: F401  (connects receivers)

        gate.install(SOPGate())
        hooks.install(verification_codes)
        wagtail_mail.install()
