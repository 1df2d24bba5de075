"""Dossiers in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from wagtail.admin.panels import FieldPanel
from wagtail.models import TaskState
from wagtail.snippets.views.snippets import (
    EditView,
    SnippetViewSet,
    WorkflowActionView,
)

from reviews import sight
from reviews.actions.laporan import look
from reviews.admin import queries
from reviews.models.laporan import Berkas

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse


class BerkasReviewView(EditView):
    """A berkas is not edited; its screen is the review screen."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(queries.subject_url(self.object))


def look_at_site(request: HttpRequest, task_state_id: int, **kwargs: Any) -> None:
    """The site is asked before the act begins; see :func:`reviews.actions.laporan.look`."""
    state = TaskState.objects.filter(pk=task_state_id).first()
    if state is not None and kwargs["action_name"] == "approve":
        request.seen = look(state, request.user)  # type: ignore[attr-defined]


class BerkasActionView(WorkflowActionView):
    """Wagtail's, which hands on what the site showed."""

    def get_task_state(self) -> TaskState:
        state = super().get_task_state()
        state.seen = getattr(self.request, "seen", None)
        return state

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().dispatch(request, *args, **kwargs)

    dispatch.before_the_act = look_at_site  # type: ignore[attr-defined]


class BerkasViewSet(SnippetViewSet):
    """Gives the steps after publication Wagtail's own workflow views."""

    model = Berkas
    icon = "folder-open-1"
    panels = [FieldPanel("laporan", read_only=True)]
    edit_view_class = BerkasReviewView
    workflow_action_view_class = BerkasActionView
    add_to_admin_menu = False
    list_display = ["__str__", "ditutup_pada"]
    copy_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Berkas]:
        return sight.visible(queries.reader_of(request), Berkas.objects.all())

    def register_chooser_viewset(self) -> None:
        """None: it would show every office's dossiers to whoever enters the admin."""
