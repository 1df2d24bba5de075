from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db import connections
from django.db.models.signals import post_migrate

from reviews.trail import triggers


class ReviewsConfig(AppConfig):
    """SOPs as workflows: who may act, what is asked, what is kept."""

    name = "reviews"
    verbose_name = "Peninjauan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from pages import gate
        from pages.site.api import hooks
        from reviews.engine import receivers  # noqa: F401  (connects receivers)
        from reviews.engine.gate import SOPGate
        from reviews.engine.guards import (  # noqa: F401  (connect receivers)
            accounts,
            assignments,
            files,
            rounds,
            schedules,
            workflows,
        )
        from reviews.engine.kinds import check_kinds
        from reviews.notices import (
            listeners,  # noqa: F401  (connects receivers)
            wagtail_mail,
        )
        from reviews.papers.naskah import verification_codes
        from reviews.records import archiving, reading  # noqa: F401  (connect receivers)
        from reviews.rights import tenure  # noqa: F401  (connects receivers)
        from reviews.rounds import tenggat_receivers  # noqa: F401  (connects receivers)
        from reviews.trail import notes  # noqa: F401  (connects receivers)

        checks.register(check_kinds)
        post_migrate.connect(guard_rows, sender=self)
        gate.install(SOPGate())
        hooks.install(verification_codes)
        wagtail_mail.install()


def guard_rows(using: str, **kwargs: Any) -> None:
    """After each migration: SQLite drops triggers with a table that it rebuilds."""
    triggers.put_on(connections[using])
