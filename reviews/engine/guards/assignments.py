"""Where an SOP is in force, no other workflow is assigned, and its own not released.

The nearest assignment wins, so one step that publishes, assigned below an office, would
be a way around its SOP. All of Wagtail's screens end in the rows that are asked here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import WorkflowPage

from pages.errors import NaskahError
from pages.models import InstansiPage
from pages.signals import unless_raw
from reviews.papers.sop import SOP
from reviews.rounds.assignment import may_lead

if TYPE_CHECKING:
    from wagtail.models import Page, Workflow


@receiver(pre_save, sender=WorkflowPage)
@unless_raw
def guard_assignment(sender: type, instance: WorkflowPage, **kwargs: Any) -> None:
    refuse_assignment(instance.workflow, instance.page)


def refuse_assignment(workflow: Workflow, page: Page) -> None:
    """Below an office with an SOP in force, only its own SOPs are assigned."""
    office = InstansiPage.of(page)
    in_force = SOP.objects.in_force().filter(instansi=office)
    if in_force.exists() and not may_lead(workflow, office):
        raise NaskahError(
            f"Pada “{page.title}” berlaku SOP {office}. Alur “{workflow}” tidak dapat "
            "ditetapkan di sana: penayangan hanya melalui SOP yang berlaku."
        )


@receiver(pre_delete, sender=WorkflowPage)
def guard_release(sender: type, instance: WorkflowPage, **kwargs: Any) -> None:
    """An SOP in force leads its office until it is retired or replaced."""
    own = SOP.objects.in_force().filter(instansi=instance.page_id)
    if own.filter(workflow=instance.workflow).exists():
        raise NaskahError(
            f"Alur “{instance.workflow}” berasal dari SOP yang berlaku di "
            f"{instance.page.title}. Hentikan SOP itu, atau berlakukan versi baru, "
            "melalui menu SOP."
        )
