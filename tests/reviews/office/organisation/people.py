"""Who arranges an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission

from tests.reviews import builders as b

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from reviews.models import SOP


def office_admin(sop: SOP) -> User:
    """A holder who also has the rights over posts and holders."""
    user = b.holder_of(sop, 8)
    rights = Permission.objects.filter(
        content_type__app_label="reviews",
        content_type__model__in=("jabatan", "pemangkujabatan"),
    )
    user.user_permissions.set(rights)
    return user
