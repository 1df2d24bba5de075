"""What Wagtail's views of pages and dossiers know of their steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from wagtail.admin.panels import FieldPanel
from wagtail.admin.views.pages.workflow import (
    CollectWorkflowActionDataView,
    WorkflowActionView,
)
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import TaskState
from wagtail.snippets.views import snippets

from reviews.engine.actions.laporan import look
from reviews.engine.forms import form_for
from reviews.papers.langkah import LangkahTask
from reviews.papers.laporan import Berkas
from reviews.rights import readers, sight
from reviews.rounds import addresses, progress

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse


class BerkasReviewView(snippets.EditView):
    """A berkas is not edited; its screen is the review screen."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(addresses.subject_url(self.object))


class AskOfText:
    """A step's form knows what it is about; Wagtail names only the task."""

    task: Any
    task_state: TaskState
    action_name: str

    def get_form_class(self) -> type[Form]:
        if not isinstance(self.task, LangkahTask):
            return super().get_form_class()  # type: ignore[misc]
        subject = progress.subject(self.task_state.workflow_state)
        return form_for(self.task, self.action_name, subject)


class NaskahActionView(AskOfText, WorkflowActionView):
    """A step of a page, decided in the modal of its review screen."""


class NaskahCollectView(AskOfText, CollectWorkflowActionDataView):
    """The same, out of the editor."""


class NaskahViewSet(PageViewSet):
    """Wagtail's views of a governed page."""

    workflow_action_view_class = NaskahActionView
    collect_workflow_action_data_view_class = NaskahCollectView


def look_at_site(request: HttpRequest, task_state_id: int, **kwargs: Any) -> None:
    """The site is asked before the act begins; see :func:`reviews.engine.actions.laporan.look`."""
    state = TaskState.objects.filter(pk=task_state_id).first()
    if state is not None and kwargs["action_name"] == "approve":
        request.seen = look(state, request.user)  # type: ignore[attr-defined]


class BerkasActionView(snippets.WorkflowActionView):
    """Wagtail's, which hands on what the site showed."""

    def get_task_state(self) -> TaskState:
        state = super().get_task_state()
        state.seen = getattr(self.request, "seen", None)
        return state

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().dispatch(request, *args, **kwargs)

    dispatch.before_the_act = look_at_site  # type: ignore[attr-defined]


class BerkasViewSet(snippets.SnippetViewSet):
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
        return sight.visible(readers.reader_of(request), Berkas.objects.all())

    def register_chooser_viewset(self) -> None:
        """None: it would show every office's dossiers to whoever enters the admin."""
