"""An export that cannot be written to is found at the start, not at a withdrawal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from cms.export.exporter import STORAGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.apps import AppConfig


@register()
def check_export_target(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """``EXPORT_TARGET`` names a storage that is configured, or a folder."""
    target = settings.EXPORT_TARGET
    alias = target.removeprefix(STORAGE)
    if not target.startswith(STORAGE) or alias in settings.STORAGES:
        return []
    return [
        Error(
            f"EXPORT_TARGET names the storage {alias!r}, which is not in STORAGES.",
            hint=f"Known: {', '.join(sorted(settings.STORAGES))}; or give a folder.",
            id="cms.E010",
        )
    ]
