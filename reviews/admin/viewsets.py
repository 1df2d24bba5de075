"""Dossiers in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from wagtail.admin.panels import FieldPanel
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from reviews.admin import queries
from reviews.models.laporan import Berkas

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest, HttpResponse


class BerkasReviewView(EditView):
    """A berkas is not edited; its screen is the review screen."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(queries.subject_url(self.object))


class BerkasPolicy(ModelPermissionPolicy):
    """A dossier begins with a publication and is never thrown away."""

    def user_has_permission(self, user: User, action: str) -> bool:
        made_by_hand = action in ("add", "delete", "publish")
        return not made_by_hand and super().user_has_permission(user, action)


register_permission_policy(Berkas, BerkasPolicy(Berkas))


class BerkasViewSet(SnippetViewSet):
    """Gives the steps after publication Wagtail's own workflow views."""

    model = Berkas
    icon = "folder-open-1"
    panels = [FieldPanel("laporan", read_only=True)]
    edit_view_class = BerkasReviewView
    add_to_admin_menu = False
    list_display = ["__str__", "ditutup_pada"]
    copy_view_enabled = False

    def register_chooser_viewset(self) -> None:
        """None: it would show every office's dossiers to whoever enters the admin."""
