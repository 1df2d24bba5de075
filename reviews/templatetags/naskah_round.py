"""What a template asks of a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from reviews.rounds.progress import on_table

if TYPE_CHECKING:
    from wagtail.models import TaskState

register = template.Library()


@register.filter
def digest_on_table(task_state: TaskState) -> str:
    """Of the latest draft; the form sends it back with the decision."""
    return on_table(task_state.workflow_state).digest
