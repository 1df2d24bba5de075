"""Which workflow a page of ours follows: the nearest that its gate lets lead there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from wagtail.models import WorkflowPage

from pages import gate
from pages.once import once_an_answer
from pages.paths import path_prefixes

if TYPE_CHECKING:
    from wagtail.models import Workflow, WorkflowState


class LedByGate:
    """Wagtail takes the nearest workflow whatever it is.

    One that cannot publish here would lock the text for ever: so Wagtail's own, which
    stands at the root of every tree, once an office has no SOP in force.
    """

    path: Any
    pk: Any
    _meta: Any

    @property
    def current_workflow_state(self) -> WorkflowState | None:
        """Wagtail's, which its editor asks for twenty times an answer."""
        key = ("workflow state", self._meta.label, self.pk)
        return once_an_answer(key, partial(getattr, super(), "current_workflow_state"))

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
