"""Rights on models, where Wagtail's would reach beyond an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, User
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site, Task, Workflow
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from reviews.papers.laporan import Berkas
from reviews.rights import sight

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet


class SiteWidePolicy(ModelPermissionPolicy):
    """What belongs to all offices at once is changed by superusers.

    A group's rights are everybody's who is in it; a redirect takes any address, without
    its site no office is public, and a workflow leads wherever it is assigned.
    """

    def user_has_permission(self, user: User | AnonymousUser, action: str) -> bool:
        return user.is_active and user.is_superuser


class AkunPolicy(ModelPermissionPolicy):
    """Accounts begin with the import of an office's people, or with a superuser."""

    def user_has_permission(self, user: User | AnonymousUser, action: str) -> bool:
        by_hand = action == "add" and not user.is_superuser
        return not by_hand and bool(super().user_has_permission(user, action))


class BerkasPolicy(ModelPermissionPolicy):
    """A dossier is its office's, begins with a publication and is never thrown away."""

    def user_has_permission(self, user: User | AnonymousUser, action: str) -> bool:
        made_by_hand = action in ("add", "delete", "publish")
        return not made_by_hand and bool(super().user_has_permission(user, action))

    def instances_user_has_any_permission_for(
        self, user: User, actions: Iterable[str]
    ) -> QuerySet[Berkas]:
        rows = super().instances_user_has_any_permission_for(user, actions)
        return sight.visible(user, rows)


def register() -> None:
    """In place of those that Wagtail's own applications registered."""
    register_permission_policy(Berkas, BerkasPolicy(Berkas))
    register_permission_policy(User, AkunPolicy(User))
    for model in (Group, Redirect, Site, Task, Workflow):
        register_permission_policy(model, SiteWidePolicy(model))
