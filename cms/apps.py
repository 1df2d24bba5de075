"""The application that puts the others together."""

from __future__ import annotations

import gc

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class CmsConfig(AppConfig):
    """Wires settings, endpoints and checks; tells other systems what is public."""

    name = "cms"
    verbose_name = "Naskah"

    def ready(self) -> None:
        from cms import checks, moved_files, older, permission_names, purge  # noqa: F401
        from cms.export import checks as export_checks  # noqa: F401
        from cms.export import receivers  # noqa: F401
        from cms.login import endings  # noqa: F401
        from cms.webhooks import outbox  # noqa: F401

        pre_migrate.connect(older.refuse_older, sender=self)
        post_migrate.connect(permission_names.name_permissions)
        post_migrate.connect(moved_files.rebuild_where_files_moved, sender=self)
        # Models and views stay until the process ends. Walking them again and again
        # for garbage took a quarter of all migrations.
        gc.freeze()
