"""What Wagtail calls when a workflow is through (``WAGTAIL_FINISH_WORKFLOW_ACTION``).

Wagtail imports this module while it defines ``WorkflowState``, so no model may be
imported here at module level.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from wagtail.models import WorkflowState


def finish_workflow(workflow_state: WorkflowState, user: User | None = None) -> None:
    """See :func:`reviews.engine.actions.publish.finish`."""
    from reviews.engine.actions.publish import finish

    finish(workflow_state, user)
