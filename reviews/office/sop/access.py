"""Who reads and who writes the SOPs of which office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from reviews.rights.readers import offices_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

    from pages.models import InstansiPage

EDIT = "reviews.change_drafsop"
ADOPT = "reviews.berlakukan_drafsop"
MAX_UPLOAD = 5_000_000
"""Bytes read of a file that somebody sends."""


def edits_sop(user: User) -> bool:
    """Whether ``user`` writes drafts, in the offices that are his."""
    return user.has_perm(EDIT)


def require_office(
    user: User, instansi_id: int, permission: str | None = None
) -> InstansiPage:
    """The office, if ``user`` belongs to it and holds ``permission``."""
    office = offices_of(user).filter(pk=instansi_id).first()
    if office is None or (permission and not user.has_perm(permission)):
        raise PermissionDenied
    return office


def editable_offices(user: User) -> QuerySet[InstansiPage]:
    """The offices for which ``user`` writes drafts."""
    offices = offices_of(user).order_by("title")
    return offices if edits_sop(user) else offices.none()
