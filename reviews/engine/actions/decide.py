"""Every decision on a step goes through here: lock, re-read, authorise, compare.

Wagtail checks in memory and takes no lock (eight threads, eight approvals); its
view authorises one page and acts on another's task state. So each decision locks
the workflow state, reads again, and asks :mod:`reviews.rounds.authority` about the very
object it is going to change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db import transaction
from wagtail.models import Page, TaskState, WorkflowState

from pages.errors import NaskahError
from pages.once import reading_once
from reviews.engine.actions.approve import approve_langkah
from reviews.engine.actions.end import hold_berkas
from reviews.engine.actions.laporan import look
from reviews.engine.actions.putusan import Putusan
from reviews.engine.actions.send_back import return_naskah
from reviews.engine.forms import form_for
from reviews.papers.jejak import Jejak
from reviews.papers.langkah import LangkahTask
from reviews.rounds import authority, progress
from reviews.rounds.locks import locked
from reviews.sop.kinds import Jenis
from reviews.worktime.local import local_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from wagtail.models import Task

    from reviews.engine.actions.laporan import Seen

ACTIONS: dict[str, Callable[[Putusan], None]] = {
    "approve": approve_langkah,
    "reject": return_naskah,
}


class AlreadyDecidedError(NaskahError):
    """Somebody else was faster, or the naskah has moved on."""


class NotYoursError(NaskahError):
    """The step belongs to another post."""


def perform(
    task_state: TaskState,
    user: User,
    action_name: str,
    data: dict[str, Any],
) -> None:
    """Validate ``data`` with the action's form and carry the action out.

    Raises :class:`~pages.errors.NaskahError` with a message for the reader.
    """
    if action_name not in ACTIONS:
        raise NaskahError(f"Tindakan “{action_name}” tidak dikenal.")
    seen = getattr(task_state, "seen", None)
    if seen is None and action_name == "approve":
        seen = look(task_state, user)
    carry_out(task_state, user, action_name, data, seen)


@reading_once()
@transaction.atomic
def carry_out(
    task_state: TaskState,
    user: User,
    action_name: str,
    data: dict[str, Any],
    seen: Seen | None,
) -> None:
    putusan = open_putusan(task_state, user)
    putusan.seen = seen
    putusan.data = cleaned(form_for(putusan.task, action_name, putusan.obj), data)
    compare(putusan, putusan.data["digest"])
    ACTIONS[action_name](putusan)


def open_putusan(task_state: TaskState, user: User) -> Putusan:
    """Lock the round, read everything again, and check that ``user`` may decide."""
    state = WorkflowState.objects.select_for_update().get(
        pk=task_state.workflow_state_id
    )
    hold_subject(state, task_state.task.specific)
    fresh = TaskState.objects.get(pk=task_state.pk).specific
    if not (
        state.status == WorkflowState.STATUS_IN_PROGRESS
        and state.current_task_state_id == fresh.pk
        and fresh.status == TaskState.STATUS_IN_PROGRESS
    ):
        raise AlreadyDecidedError(said_already(fresh, user))
    task = fresh.task.specific
    if not isinstance(task, LangkahTask):
        raise NotYoursError(f"“{task.name}” bukan langkah SOP.")
    state.current_task_state = fresh
    fresh.workflow_state = state
    naskah = progress.naskah_of_state(state)
    holder = authority.acting(task, naskah, user)
    if naskah is None or holder is None:
        raise NotYoursError(
            f"Langkah “{task.name}” dilaksanakan oleh pemangku jabatan {task.pelaksana}. "
            "Saat ini Anda tidak berwenang memutuskannya."
        )
    table = progress.on_table(state, hold=True)
    return Putusan(
        task=task,
        task_state=fresh,
        workflow_state=state,
        naskah=naskah,
        user=user,
        holder=holder,
        data={},
        **table._asdict(),
    )


def hold_subject(state: WorkflowState, task: Task) -> None:
    """Lock what is decided: no edit or withdrawal comes between reading and writing.

    Of a page that goes live by it, the dossiers first: it may end them.
    """
    model = state.base_content_type.model_class()
    publishes = isinstance(task, LangkahTask) and Jenis.PUBLIKASI in task.kinds
    if model is Page and publishes:
        hold_berkas(int(state.object_id))
    locked(model._base_manager.filter(pk=state.object_id))


def said_already(task_state: TaskState, user: User) -> str:
    """Whose decision stands: who saw no answer to his own sends it again."""
    return own_decision(task_state.pk, user) or (
        "Langkah ini sudah diputuskan. Muat ulang halaman untuk melihat keadaan terakhir."
    )


def own_decision(task_state_id: int, user: User) -> str | None:
    """What to tell ``user`` of his own decision on this step, if there is one."""
    rows = Jejak.objects.filter(task_state=task_state_id, aksi__in=Jejak.DECISIONS)
    own = rows.filter(pelaku=user.pk).first()
    if own is None:
        return None
    moment = local_text(own.waktu, own.naskah.instansi)
    return f"Langkah ini sudah diputuskan oleh Anda pada {moment}; tidak perlu diulang."


def cleaned(form_class: type[forms.Form], data: dict[str, Any]) -> dict[str, Any]:
    """``data`` as the form cleans it; unknown keys and faults are refused."""
    unknown = sorted(set(data) - set(form_class.base_fields))
    if unknown:
        raise NaskahError(f"Isian tidak dikenal: {', '.join(unknown)[:200]}.")
    for name, value in data.items():
        if not is_formlike(form_class.base_fields[name], value):
            raise NaskahError(f"Isian “{name}” tidak berbentuk teks atau daftar teks.")
    form = form_class(data=data)
    if not form.is_valid():
        faults = [
            f"{form.fields[name].label or name}: {' '.join(map(str, errors))}"
            for name, errors in form.errors.items()
        ]
        raise NaskahError(" ".join(faults))
    return form.cleaned_data


def is_formlike(field: forms.Field, value: Any) -> bool:
    """Whether ``value`` is of a shape that a browser's form could have posted."""
    if isinstance(field, forms.MultipleChoiceField):
        return isinstance(value, list) and all(isinstance(key, str) for key in value)
    return value is None or isinstance(value, str)


def compare(putusan: Putusan, seen: str) -> None:
    """Refuse a decision on a text other than the one its maker had in view."""
    own_edit = (
        putusan.task.boleh_menyunting and putusan.revision.user_id == putusan.user.pk
    )
    if seen != putusan.digest and not own_edit:
        raise AlreadyDecidedError(
            "Isi naskah berubah sejak Anda membukanya. Baca kembali, lalu putuskan."
        )
