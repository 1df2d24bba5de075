"""What people do in a round."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from wagtail.models import Task

from cms.demo.sop_walk import answers
from pages.errors import NaskahError
from reviews.rounds import authority, progress
from tests.reviews.builders.rounds import fresh, state_of, step_of, task_state_of
from tests.worlds import once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User

    from pages.models import NaskahPage
    from reviews.models import Berkas


def filled(obj: NaskahPage | Berkas, action: str = "approve") -> dict[str, Any]:
    """The form of the current step as a person in a hurry fills it in."""
    state = state_of(obj)
    task = Task.objects.get(pk=state.current_task_state.task_id).specific
    digest = progress.on_table(state).digest
    return answers(task, action, digest, progress.naskah_of_state(state))


def decider(obj: NaskahPage | Berkas) -> User:
    """Somebody who may decide the current step."""
    task = task_state_of(obj).task.specific
    able = authority.able(task, progress.naskah_of(fresh(obj)))
    assert able, f"nobody may decide {task}"
    return able[0]


@once
def approve(
    obj: NaskahPage | Berkas, user: User | None = None, **data: Any
) -> NaskahPage:
    """Complete the current step; ``data`` overrides what the form would hold."""
    task_state = task_state_of(obj)
    task_state.task.specific.on_action(
        task_state, user or decider(obj), "approve", **{**filled(obj), **data}
    )
    return fresh(obj)


@once
def return_to(
    obj: NaskahPage | Berkas,
    nomor: int,
    user: User | None = None,
    alasan: str = "Lengkapi sumber data.",
) -> NaskahPage:
    """Send back to step ``nomor``, with the reason."""
    task_state = task_state_of(obj)
    task = task_state.task.specific
    target = next(t for t in task.return_targets() if t.specific.nomor == nomor)
    data = {**filled(obj, "reject"), "tujuan": str(target.pk), "alasan": alasan}
    task.on_action(task_state, user or decider(obj), "reject", **data)
    return fresh(obj)


def resubmit(page: NaskahPage, user: User | None = None) -> NaskahPage:
    """The drafter hands in again what was returned."""
    state_of(page).resume(user=user or page.owner)
    return fresh(page)


def go_to(page: NaskahPage, nomor: int) -> None:
    """Approve until step ``nomor`` waits."""
    while step_of(page) != nomor:
        approve(page)


@contextmanager
def refused(*errors: type[Exception], match: str | None = None) -> Iterator[None]:
    """The act inside is refused, and leaves the test's own transaction usable."""
    with pytest.raises(errors or NaskahError, match=match), transaction.atomic():
        yield
