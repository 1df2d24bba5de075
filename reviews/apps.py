from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from reviews import triggers


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
            notes,
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

        notes.connect()
        post_migrate.connect(guard_rows, sender=self)
        gate.install(SOPGate())
        hooks.install(verification_codes)
        wagtail_mail.install()


def guard_rows(using: str, **kwargs: Any) -> None:
    """After each migration: SQLite drops triggers with a table that it rebuilds."""
    triggers.put_on(connections[using])
