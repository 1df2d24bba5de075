"""What every step of an SOP does.

The verbs are Wagtail's (``start``, ``get_actions``, ``on_action``); what they do lies
in :mod:`reviews.engine.actions`. Facts of Wagtail 8 that these classes answer are named in
``docs/why/alur.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.models import Task, TaskState

from reviews.engine.actions.begin import begin
from reviews.engine.actions.decide import perform
from reviews.engine.forms import form_for
from reviews.engine.kinds import kind_of
from reviews.papers.langkah import LangkahTask
from reviews.rounds import authority
from reviews.rounds.locks import LangkahLock
from reviews.rounds.progress import (
    as_own_type,
    earlier_tasks,
    has_outside_drafter,
    naskah_of,
)
from reviews.rounds.under_way import refuse_if_under_way
from reviews.rounds.waiting import waiting_for

if TYPE_CHECKING:
    from django import forms
    from django.contrib.auth.models import User
    from django.db import models
    from wagtail.models import WorkflowState

    from pages.models import NaskahPage
    from reviews.papers.laporan import Berkas


class StepTask(LangkahTask):
    """Wagtail's verbs, for all steps."""

    lock_class = LangkahLock

    class Meta:
        abstract = True

    def start(
        self, workflow_state: WorkflowState, user: User | None = None
    ) -> TaskState:
        """Begin this step, or the first one that is owed before it.

        ``WorkflowState.resume()`` restarts at the task that rejected; the order of
        the SOP goes before it.
        """
        owed = workflow_state.get_next_task()
        if owed is not None and owed.pk != self.pk:
            return owed.specific.start(workflow_state, user=user)
        return begin(self, super().start(workflow_state, user=user), user)

    def on_action(
        self,
        task_state: TaskState,
        user: User,
        action_name: str,
        /,
        **kwargs: Any,
    ) -> None:
        """Approve or return, as the form of that action validates it once more.

        The first three are positional: posted keys of those names are just unknown.
        """
        perform(task_state, user, action_name, kwargs)

    def get_actions(
        self, obj: NaskahPage | Berkas, user: User
    ) -> list[tuple[str, str, bool]]:
        """The buttons of ``user`` on ``obj``, none unless ``obj`` is at this task."""
        obj = as_own_type(obj)
        current = obj.current_workflow_task_state
        if current is None or current.task_id != self.pk:
            return []
        if authority.acting(self, naskah_of(obj), user) is None:
            return []
        actions = [("approve", self.approve_label, True)]
        if self.return_targets() or self.returns_to_drafter:
            actions.append(("reject", "Kembalikan untuk diperbaiki", True))
        return actions

    @property
    def approve_label(self) -> str:
        """What the button says."""
        return kind_of(self.kinds[0]).button

    def return_targets(self) -> list[Task]:
        """The earlier steps of the same workflow, the SOP's own target first.

        A check after publication may point at a step before it.
        """
        if not self.may_return:
            return []
        earlier = earlier_tasks(self)
        if self.kembali_ke is None:
            return earlier
        others = [task for task in earlier if task.pk != self.kembali_ke_id]
        return [self.kembali_ke.specific, *others]

    @property
    def returns_to_drafter(self) -> bool:
        """Whether the text can go back to a drafter who has no step of his own."""
        return self.may_return and has_outside_drafter(self)

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        return form_for(self, action)

    def get_template_for_action(self, action: str) -> str:
        return "reviews/admin/langkah_modal.html"

    def user_can_access_editor(self, obj: NaskahPage | Berkas, user: User) -> bool:
        return authority.acting(self, naskah_of(obj), user) is not None

    def locked_for_user(self, obj: NaskahPage | Berkas, user: User) -> bool:
        """Under review the text is locked for all but a holder who may edit it."""
        return not (self.boleh_menyunting and self.user_can_access_editor(obj, user))

    def get_task_states_user_can_moderate(
        self, user: User, **kwargs: Any
    ) -> models.QuerySet[TaskState]:
        """Those of this step that ``user`` may decide now, by one rule for all."""
        mine = [row.state_id for row in waiting_for(user, task_id=self.pk)]
        return TaskState.objects.filter(pk__in=mine)

    def deactivate(self, user: User | None = None) -> None:
        refuse_if_under_way(self)
        super().deactivate(user=user)
