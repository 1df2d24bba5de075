"""No account takes another's name, by whatever way it is made (:mod:`reviews.rights.names`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models.signals import pre_save
from django.dispatch import receiver

from pages.errors import NaskahError
from pages.signals import unless_raw
from reviews.rights.names import NAMES, faults_of

if TYPE_CHECKING:
    from collections.abc import Collection


class NameRefused(NaskahError, ValidationError):  # noqa: N818 - as in pages.errors
    """Also in the kind that ``createsuperuser`` can tell of."""

    def __str__(self) -> str:
        return " ".join(self.messages)


@receiver(pre_save, sender=User)
@unless_raw
def guard_name(
    instance: User, update_fields: Collection[str] | None, **kwargs: Any
) -> None:
    if update_fields is None or NAMES.intersection(update_fields):
        faults = faults_of(instance)
        if faults:
            raise NameRefused(list(faults.values()))
