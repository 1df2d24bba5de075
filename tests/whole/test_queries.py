"""How many queries an act asks: a few more than stock Wagtail's, and never a multiple."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.reviews import builders as b

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviews.models import SOP

pytestmark = pytest.mark.django_db
UNCOUNTED = ("SAVEPOINT", "RELEASE", "ROLLBACK")


@contextmanager
def at_most(limit: int) -> Iterator[None]:
    with CaptureQueriesContext(connection) as asked:
        yield
    counted = [
        query["sql"]
        for query in asked.captured_queries
        if not query["sql"].startswith(UNCOUNTED)
    ]
    assert len(counted) <= limit, "\n".join(counted)


def test_the_acts_of_a_round(sungai_penuh: SOP) -> None:
    b.published(sungai_penuh, "Yang pertama")  # what a process reads once is read
    page = b.drafted(sungai_penuh, "Yang kedua")
    with at_most(160):
        sungai_penuh.workflow.start(page, page.owner)
    while not b.fresh(page).live:
        state, user, data = b.task_state_of(page), b.decider(page), b.filled(page)
        task = state.task.specific
        with at_most(
            {"verifikasi_paraf": 80, "publikasi": 275}.get(task.jenis[0], 100)
        ):
            task.on_action(state, user, "approve", **data)
