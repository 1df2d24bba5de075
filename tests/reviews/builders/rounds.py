"""A round as it stands: where it is, what was decided, what readers get of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.test import Client
from wagtail.models import Page, TaskState, WorkflowState

from reviews.models import Berkas, Jejak, Naskah

if TYPE_CHECKING:
    from pages.models import NaskahPage


def fresh(obj: Any) -> Any:
    """``obj`` as the database has it now."""
    return type(obj).objects.get(pk=obj.pk)


def state_of(obj: NaskahPage | Berkas) -> WorkflowState:
    """The round that ``obj`` is in."""
    state = fresh(obj).current_workflow_state
    assert state is not None, f"{obj} is in no round"
    return state


def task_state_of(obj: NaskahPage | Berkas) -> TaskState:
    """The task state that waits for a decision on ``obj``."""
    return TaskState.objects.get(pk=state_of(obj).current_task_state_id).specific


def step_of(obj: NaskahPage | Berkas) -> int | None:
    """The number of the step that waits."""
    return task_state_of(obj).task.specific.nomor


def trail(page: Page, *aksi: str) -> list[tuple[str, int | None, str]]:
    """``(act, step, post)`` of every trail row of the page, in order."""
    rows = Jejak.objects.filter(naskah__page_id=page.pk).order_by("nomor")
    if aksi:
        rows = rows.filter(aksi__in=aksi)
    return [(row.aksi, row.langkah, row.jabatan) for row in rows]


def decided(page: Page) -> list[int | None]:
    """The steps that were completed, in the order in which they were."""
    return [step for _, step, _ in trail(page, Jejak.Aksi.SETUJU)]


def naskah_of(page: Page) -> Naskah:
    """The newest round of ``page``."""
    naskah = Naskah.objects.latest_of(page)
    assert naskah is not None
    return naskah


def public_answer(page: Page) -> tuple[int, bytes]:
    """What an anonymous reader of the API gets: the status and, if 200, the bytes."""
    response = Client().get(f"/api/v3/berita/{page.pk}/")
    return (
        response.status_code,
        response.content if response.status_code == 200 else b"",
    )
