"""What a request for a decision must bring, before Wagtail's views read it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.contrib.admin.utils import unquote
from wagtail.models import Page, TaskState

from cms.refusal import refuse
from pages.errors import NaskahError
from pages.once import reading_once
from reviews.engine.actions.decide import own_decision

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    GetResponse = Callable[[HttpRequest], HttpResponse]

EXTRA_DATA = "workflow-action-extra-data"


class WorkflowRequestMiddleware:
    """Refuses decisions whose parts do not belong together.

    Wagtail's view checks the page of the URL and acts on the task state of the URL,
    which may be another page's (the decision itself is authorised again, see
    ``reviews.engine.actions.decide``). The editor takes the answers as JSON, of any shape.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "GET":
            return self.get_response(request)
        # Wagtail asks a task for its buttons a dozen times a page.
        with reading_once(answer=True):
            return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponse],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        if "task_state_id" in view_kwargs and not belongs(request, view_kwargs):
            return refuse(
                request,
                NaskahError(
                    "Tautan ini tidak cocok dengan naskahnya. Buka kembali naskah itu "
                    "dari beranda."
                ),
            )
        if request.method == "POST" and (said := repeated(request, view_kwargs)):
            return refuse(request, NaskahError(said))
        if request.method == "POST" and not is_object(request.POST.get(EXTRA_DATA)):
            return refuse(request, NaskahError("Isian tindakan tidak dapat dibaca."))
        return None


def repeated(request: HttpRequest, view_kwargs: dict[str, Any]) -> str | None:
    """That a decision stands already, to him who made it and saw no answer.

    Wagtail would tell him that he may not decide.
    """
    task_state = view_kwargs.get("task_state_id")
    if task_state is None or not request.user.is_authenticated:
        return None
    return own_decision(task_state, request.user)


def belongs(request: HttpRequest, view_kwargs: dict[str, Any]) -> bool:
    """Whether the task state of the URL is about the page or snippet of the URL."""
    task_state = (
        TaskState.objects.filter(pk=view_kwargs["task_state_id"])
        .select_related("workflow_state__base_content_type")
        .first()
    )
    if task_state is None:
        return True  # the view answers 404
    state = task_state.workflow_state
    kind = state.base_content_type
    if "page_id" in view_kwargs:
        named, about = view_kwargs["page_id"], kind.model_class() is Page
    else:
        snippet = f"wagtailsnippets_{kind.app_label}_{kind.model}"
        namespace = request.resolver_match.namespace if request.resolver_match else ""
        named, about = unquote(str(view_kwargs.get("pk"))), snippet == namespace
    return about and str(named) == state.object_id


def is_object(posted: str | None) -> bool:
    """Whether ``posted``, if there is anything, is a JSON object."""
    if posted is None:
        return True
    try:
        return isinstance(json.loads(posted), dict)
    except (ValueError, RecursionError):
        return False
