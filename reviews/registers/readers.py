"""Who reads a register: the offices' own people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail_modeladmin.helpers import PermissionHelper

from pages.models import InstansiPage
from reviews.rights import readers

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import Model, QuerySet


class ReadOnlyHelper(PermissionHelper):
    """Records are read, by anybody who holds a post; nobody changes them here."""

    def offices(self, user: User) -> QuerySet[InstansiPage]:
        """The offices whose rows ``user`` reads."""
        return readers.offices_of(user)

    def user_can_list(self, user: User) -> bool:
        return readers.has_office(user)

    def user_has_any_permissions(self, user: User) -> bool:
        return self.user_can_list(user)

    def user_can_inspect_obj(self, user: User, obj: Model) -> bool:
        """Modeladmin looks an object up among all offices' rows; so ask again here."""
        office = office_of(obj)
        return office is not None and self.offices(user).filter(pk=office.pk).exists()

    def user_can_create(self, user: User) -> bool:
        return False

    def user_can_edit_obj(self, user: User, obj: Model) -> bool:
        return False

    def user_can_delete_obj(self, user: User, obj: Model) -> bool:
        return False


class HoldersHelper(ReadOnlyHelper):
    """Exempt information concerns the office's own people, and no superuser."""

    def offices(self, user: User) -> QuerySet[InstansiPage]:
        return readers.held_offices(user)

    def user_can_list(self, user: User) -> bool:
        return bool(readers.terms_today(user))


def office_of(row: Any) -> InstansiPage | None:
    """The office of a register row: its own, its chain's, its naskah's, or where its page lies."""
    if hasattr(row, "path"):
        return InstansiPage.of(row)
    if hasattr(row, "rantai"):
        return row.rantai.instansi
    return (row if hasattr(row, "instansi_id") else row.naskah).instansi
