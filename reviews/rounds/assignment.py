"""Where an SOP is in force nothing else publishes; elsewhere a workflow made by hand may.

The rule stands here alone. It is asked when a workflow is assigned, when a page looks
for the one it follows, when a round begins, and once more when it would publish.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.errors import PublishingDenied
from reviews.papers.sop import SOP
from reviews.rounds import progress

if TYPE_CHECKING:
    from wagtail.models import Workflow

    from pages.models import InstansiPage


def may_lead(workflow: Workflow, instansi: InstansiPage | None) -> bool:
    """Whether new texts of ``instansi`` may follow ``workflow``."""
    in_force = SOP.objects.in_force().filter(instansi=instansi)
    leading = set(in_force.values_list("workflow_id", flat=True))
    return workflow.pk in leading if leading else is_free(workflow)


def may_publish(workflow: Workflow, instansi: InstansiPage | None) -> bool:
    """Whether a round that walks ``workflow`` may end in publication.

    What began on an SOP that was replaced or retired since goes on to its end.
    """
    began_on = SOP.objects.filter(instansi=instansi, workflow=workflow)
    return began_on.exists() or may_lead(workflow, instansi)


def require_publishing(workflow: Workflow, instansi: InstansiPage) -> None:
    """Refuse a round of ``workflow`` that could never publish, or must not."""
    if not may_publish(workflow, instansi):
        raise PublishingDenied(
            f"Alur “{workflow}” tidak dapat menayangkan naskah {instansi}: "
            "penayangan hanya melalui SOP yang berlaku. Bila naskah sudah diajukan, "
            "batalkan alurnya, lalu ajukan menurut SOP."
        )


def is_free(workflow: Workflow) -> bool:
    """Whether it is made by hand of steps of ours: Wagtail's own has none of these.

    Nor is it the way of an SOP, whose steps are done by the posts of its own office.
    """
    if SOP.objects.filter(workflow=workflow).exists():
        return False
    return any(hasattr(task, "mengikat") for task in progress.ordered_tasks(workflow))
