"""Every decision on a step goes through here: lock, re-read, authorise, compare.

Wagtail checks in memory and takes no lock (eight threads, eight approvals); its
view authorises one page and acts on another's task state. So each decision locks
the workflow state, reads again, and asks :mod:`reviews.authority` about the very
object it is going to change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail.models import TaskState, WorkflowState

from pages.errors import NaskahError
from reviews import authority, rounds
from reviews.actions.approve import approve_langkah
from reviews.actions.kembalikan import return_naskah
from reviews.actions.putusan import Putusan

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.contrib.auth.models import AbstractBaseUser

ACTIONS: dict[str, Callable[[Putusan], None]] = {
    "approve": approve_langkah,
    "reject": return_naskah,
}


class AlreadyDecided(NaskahError):
    """Somebody else was faster, or the naskah has moved on."""


class NotYours(NaskahError):
    """The step belongs to another post."""


@transaction.atomic
def perform(
    task_state: TaskState,
    user: AbstractBaseUser,
    action_name: str,
    data: dict[str, Any],
) -> None:
    """Validate ``data`` with the action's form and carry the action out.

    Raises :class:`~pages.errors.NaskahError` with a message for the reader.
    """
    if action_name not in ACTIONS:
        raise NaskahError(f"Tindakan “{action_name}” tidak dikenal.")
    putusan = open_putusan(task_state, user)
    putusan.data = cleaned(putusan.task.get_form_for_action(action_name), data)
    compare(putusan, putusan.data["digest"])
    ACTIONS[action_name](putusan)


def open_putusan(task_state: TaskState, user: AbstractBaseUser) -> Putusan:
    """Lock the round, read everything again, and check that ``user`` may decide."""
    state = WorkflowState.objects.select_for_update().get(
        pk=task_state.workflow_state_id
    )
    fresh = TaskState.objects.get(pk=task_state.pk).specific
    if not (
        state.status == WorkflowState.STATUS_IN_PROGRESS
        and state.current_task_state_id == fresh.pk
        and fresh.status == TaskState.STATUS_IN_PROGRESS
    ):
        raise AlreadyDecided(
            "Langkah ini sudah diputuskan. Muat ulang halaman untuk melihat "
            "keadaan terakhir."
        )
    task = fresh.task.specific
    state.current_task_state = fresh
    fresh.workflow_state = state
    naskah = rounds.naskah_of_state(state)
    holder = authority.acting(task, naskah, user)
    if naskah is None or holder is None:
        posts = ", ".join(str(post) for post in task.jabatan.all())
        raise NotYours(
            f"Langkah “{task.name}” dilaksanakan oleh pemangku jabatan {posts}. "
            "Saat ini Anda tidak berwenang memutuskannya."
        )
    revision, digest = rounds.on_table(state)
    obj = rounds.subject(state)
    return Putusan(task, fresh, state, obj, naskah, user, holder, revision, digest, {})


def cleaned(form_class: type[forms.Form], data: dict[str, Any]) -> dict[str, Any]:
    """``data`` as the form cleans it; unknown keys and faults are refused."""
    unknown = sorted(set(data) - set(form_class.base_fields))
    if unknown:
        raise NaskahError(f"Isian tidak dikenal: {', '.join(unknown)}.")
    form = form_class(data=data)
    if not form.is_valid():
        faults = [
            f"{form.fields[name].label or name}: {' '.join(map(str, errors))}"
            for name, errors in form.errors.items()
        ]
        raise NaskahError(" ".join(faults))
    return form.cleaned_data


def compare(putusan: Putusan, seen: str) -> None:
    """Refuse a decision on a text other than the one its maker had in view."""
    own_edit = (
        putusan.task.boleh_menyunting and putusan.revision.user_id == putusan.user.pk
    )
    if seen != putusan.digest and not own_edit:
        raise AlreadyDecided(
            "Isi naskah berubah sejak Anda membukanya. Baca kembali, lalu putuskan."
        )
