"""What was opened with an account ends when its password or its state changes.

Django tells sessions of an old password from new ones, but those of an account that was
inactive for a while are good again when it comes back, and so are tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import APIToken

from cms.login.models import AccountSession
from pages.preview.tokens import end_previews
from pages.signals import unless_raw

if TYPE_CHECKING:
    from collections.abc import Collection

WATCHED = frozenset({"is_active", "password"})


def end_access(user_ids: Collection[int]) -> None:
    """Nothing that was opened with these accounts opens anything from now on.

    Whoever changes his own password keeps his session: the view that he does it with
    puts it under a new key (``update_session_auth_hash``).
    """
    AccountSession.objects.filter(user_id__in=user_ids).delete()
    APIToken.objects.filter(user_id__in=user_ids, revoked_at=None).update(
        revoked_at=timezone.now()
    )
    for user_id in user_ids:
        end_previews(user_id)


@receiver(pre_save, sender=User)
@unless_raw
def notice_change(
    instance: User, update_fields: frozenset[str] | None, **kwargs: Any
) -> None:
    written = WATCHED if update_fields is None else WATCHED & update_fields
    instance._ends_access = (  # type: ignore[attr-defined]
        instance.pk is not None
        and bool(written)
        and not is_rehash(instance, update_fields)
        and differs(instance, written)
    )


@receiver(post_save, sender=User)
def end_if_changed(instance: User, **kwargs: Any) -> None:
    if instance.__dict__.pop("_ends_access", False):
        end_access([instance.pk])


def is_rehash(user: User, update_fields: frozenset[str] | None) -> bool:
    """Whether a login stores the same password under a stronger hash."""
    raw_password = user._password  # type: ignore[attr-defined]
    only_hash = update_fields == frozenset({"password"}) and raw_password is None
    return only_hash and user.has_usable_password()


def differs(user: User, fields: Collection[str]) -> bool:
    stored = User.objects.filter(pk=user.pk).values(*fields).first()
    return stored is not None and any(
        stored[name] != getattr(user, name) for name in fields
    )
