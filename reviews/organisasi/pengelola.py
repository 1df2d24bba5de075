"""Who arranges an office's posts and holders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.models import InstansiPage
from reviews.admin import queries

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

PERMISSION = "reviews.change_pemangkujabatan"


def managed_offices(user: User) -> QuerySet[InstansiPage]:
    """All for superusers; else his own, for holders with the right to change holders."""
    if user.is_superuser:
        return InstansiPage.objects.all()
    if not user.has_perm(PERMISSION):
        return InstansiPage.objects.none()
    return queries.held_offices(user)


def manages_any(user: User) -> bool:
    holds = user.has_perm(PERMISSION) and bool(queries.terms_today(user))
    return user.is_superuser or holds


def manages(user: User, instansi: InstansiPage) -> bool:
    return managed_offices(user).filter(pk=instansi.pk).exists()
