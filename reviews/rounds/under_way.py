"""Whether a round is walking through a workflow, or through one of its steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.models import WorkflowState

from pages.errors import NaskahError

if TYPE_CHECKING:
    from wagtail.models import Task


def under_way(workflows: Any) -> bool:
    """Whether a round is walking through one of ``workflows``."""
    return WorkflowState.objects.active().filter(workflow__in=workflows).exists()


def refuse_if_under_way(task: Task) -> None:
    if under_way(task.workflows):
        raise NaskahError(
            f"Langkah “{task.name}” sedang dilalui naskah. Selesaikan atau batalkan "
            "naskah itu dahulu, atau berlakukan SOP versi baru."
        )
