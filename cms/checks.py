"""Conventions that a start-up can check, each with an id and a hint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages
from django.db import connection

from cms.probes import bucket
from reviews.trail import signing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.apps import AppConfig

ATOMIC = "cms.middleware.whole_or_nothing.WholeOrNothingMiddleware"
FINISH = "reviews.engine.publishing.finish_workflow"
IMMEDIATE = "django_tasks.backends.immediate.ImmediateBackend"


@register()
def check_whole_or_nothing(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Acts are whole or nothing only with our middleware next to the view."""
    if settings.MIDDLEWARE and settings.MIDDLEWARE[-1] == ATOMIC:
        return []
    return [
        Error(
            "Acts are not atomic: WholeOrNothingMiddleware is not the last middleware.",
            hint=f"Put {ATOMIC!r} at the end of MIDDLEWARE.",
            id="cms.E001",
        )
    ]


@register()
def check_finish_action(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Wagtail's own finish publishes the latest revision, approved or not."""
    if getattr(settings, "WAGTAIL_FINISH_WORKFLOW_ACTION", None) == FINISH:
        return []
    return [
        Error(
            "A finished workflow would publish whatever was saved last.",
            hint=f"Set WAGTAIL_FINISH_WORKFLOW_ACTION = {FINISH!r}.",
            id="cms.E002",
        )
    ]


@register(Tags.security, deploy=True)
def check_trail_key(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Without its key no act is done; a key that others read proves nothing."""
    try:
        path = signing.private_key(settings.TRAIL_KEYS)
        believed = signing.current() in signing.believed()
    except (ImproperlyConfigured, ValueError) as error:
        return [Error(str(error), id="cms.E007")]
    if not believed:
        hint = "openssl pkey -pubout writes it."
        said = f"The trail's key {path} has no public half ({path.stem}.pub)."
        return [Error(said, hint=hint, id="cms.E009")]
    if path.stat().st_mode & 0o077:
        return [
            Error(
                f"The trail's key {path} can be read by others than its owner.",
                hint=f"chmod 600 {path}",
                id="cms.E008",
            )
        ]
    return []


@register()
def check_private_storage(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Archives must never lie where the public site serves files from."""
    if "private" in settings.STORAGES:
        return []
    return [
        Error(
            "There is no private storage for archives.",
            hint="Add a 'private' alias to STORAGES; see cms.settings.services.",
            id="cms.E003",
        )
    ]


@register()
def check_immediate_tasks(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Wagtail's tasks keep the reference index, by which files are public or not."""
    if settings.TASKS["default"]["BACKEND"] == IMMEDIATE:
        return []
    return [
        Error(
            "The reference index would lag behind what is public.",
            hint=f"Keep {IMMEDIATE!r} as the default of TASKS; 'antrean' is the queue.",
            id="cms.E004",
        )
    ]


@register(deploy=True)
def check_bucket(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """A bucket that is not there is found by whoever installs, not by who uploads."""
    try:
        bucket()
    except OSError as error:
        return [
            Error(
                f"The bucket of S3_BUCKET cannot be used: {error}.",
                hint="Make it, and let the keys list, read, write and delete in it.",
                id="cms.E005",
            )
        ]
    return []


@register(deploy=True)
def check_bucket_beside_sqlite(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """SQLite lets one write at a time: whoever waits for S3 keeps all others waiting."""
    is_far = any(
        hasattr(storages[alias], "require_bucket") for alias in settings.STORAGES
    )
    if not is_far or connection.vendor != "sqlite":
        return []
    return [
        Warning(
            "S3_BUCKET is set, and the database is SQLite: while S3 takes an upload, "
            "nobody else's act is written.",
            hint="Set DATABASE_URL to a PostgreSQL server, or keep files on disk.",
            id="cms.W006",
        )
    ]
