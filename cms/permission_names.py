"""Permissions in Indonesian: Django keeps their names in the database, in English.

It makes those that are missing and never renames one, so that these stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS
from django.utils.translation import override

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.contrib.auth.models import Permission

VERBS = {
    "add": "menambah",
    "bulk_delete": "menghapus sekaligus",
    "change": "mengubah",
    "choose": "memilih",
    "delete": "menghapus",
    "lock": "mengunci",
    "publish": "menayangkan",
    "unlock": "membuka kunci",
    "view": "melihat",
}


def name_permissions(*, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """After each migration: those made since the last time get their names."""
    from django.contrib.auth.models import Permission

    if not is_migrated("auth", kwargs["apps"]):
        return
    english = Permission.objects.using(using).exclude(name__startswith="Dapat ")
    changed = [one for one in english.select_related("content_type") if rename(one)]
    Permission.objects.using(using).bulk_update(changed, ["name"])


def is_migrated(label: str, apps: Apps) -> bool:
    """Whether the database has the tables of the application ``label``."""
    return label in apps.app_configs


def rename(permission: Permission) -> bool:
    """Name it; False where it is none of the usual ones."""
    kind = permission.content_type
    verb = VERBS.get(permission.codename.removesuffix(f"_{kind.model}"))
    if verb is None:
        return False
    with override("id"):
        permission.name = f"Dapat {verb} {kind.name}"
    return True
