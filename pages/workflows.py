"""Which workflow a page of ours follows: the nearest that its gate lets lead there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.models import WorkflowPage

from pages import gate
from pages.paths import path_prefixes

if TYPE_CHECKING:
    from wagtail.models import Workflow


class LedByGate:
    """Wagtail takes the nearest workflow whatever it is.

    One that cannot publish here would lock the text for ever: so Wagtail's own, which
    stands at the root of every tree, once an office has no SOP in force.
    """

    path: Any

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    def get_workflow(self) -> Workflow | None:
        """What a new text here follows; ``None``: it waits as a draft."""
        assigned = (
            WorkflowPage.objects.filter(
                page__path__in=path_prefixes(self.path), workflow__active=True
            )
            .select_related("workflow")
            .order_by("-page__depth")
        )
        may_lead = gate.current().may_lead
        return next(
            (row.workflow for row in assigned if may_lead(row.workflow, self)), None
        )
