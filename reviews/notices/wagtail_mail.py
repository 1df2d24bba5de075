"""Wagtail's own workflow mails, silent where an SOP's steps have ours.

They are English, go to all superusers, and know neither posts nor deadlines. A
workflow of Wagtail's own task types keeps them.
"""

from __future__ import annotations

from typing import Any

from wagtail.admin import mail
from wagtail.models import WorkflowState
from wagtail.signals import workflow_approved, workflow_rejected, workflow_submitted

from reviews.papers.langkah import LangkahTask
from reviews.rounds.progress import ordered_tasks


class HandMadeOnly(mail.Notifier):
    """A notifier that leaves workflows with our steps alone."""

    def can_handle(self, instance: WorkflowState, **kwargs: Any) -> bool:
        tasks = ordered_tasks(instance.workflow)
        ours = any(isinstance(task, LangkahTask) for task in tasks)
        return not ours and super().can_handle(instance, **kwargs)


class Submitted(HandMadeOnly, mail.WorkflowStateSubmissionEmailNotifier):
    pass


class Approved(HandMadeOnly, mail.WorkflowStateApprovalEmailNotifier):
    pass


class Rejected(HandMadeOnly, mail.WorkflowStateRejectionEmailNotifier):
    pass


NOTIFIERS = [
    (workflow_submitted, Submitted(), "submitted"),
    (workflow_approved, Approved(), "approved"),
    (workflow_rejected, Rejected(), "rejected"),
]


def install() -> None:
    """Take the place of Wagtail's notifiers, by their names.

    Whichever connects first has the name: Wagtail, later, finds it taken.
    """
    for signal, notifier, event in NOTIFIERS:
        uid = f"workflow_state_{event}_email_notification"
        signal.disconnect(sender=WorkflowState, dispatch_uid=uid)
        signal.connect(notifier, sender=WorkflowState, weak=False, dispatch_uid=uid)
