"""How many queries an act asks: a few more than stock Wagtail's, and never a multiple."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.reviews import builders as b

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviews.models import SOP

pytestmark = pytest.mark.django_db
OK = 200
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
    assert len(counted) <= limit, f"{len(counted)}:\n" + "\n".join(counted)


def test_the_acts_of_a_round(sungai_penuh: SOP) -> None:
    b.published(sungai_penuh, "Yang pertama")  # what a process reads once is read
    page = b.drafted(sungai_penuh, "Yang kedua")
    with at_most(150):
        sungai_penuh.workflow.start(page, page.owner)
    while not b.fresh(page).live:
        state, user, data = b.task_state_of(page), b.decider(page), b.filled(page)
        task = state.task.specific
        with at_most(
            {"verifikasi_paraf": 80, "publikasi": 270}.get(task.jenis[0], 100)
        ):
            task.on_action(state, user, "approve", **data)


@pytest.mark.parametrize(
    ("screen", "limit"),
    [("naskah:tinjau_halaman", 59), ("wagtailadmin_pages:edit", 73)],
)
def test_the_screens_of_a_text(sungai_penuh: SOP, screen: str, limit: int) -> None:
    """Of Wagtail's editor, stock Wagtail asks some fifty itself."""
    page = b.submitted(sungai_penuh)
    client = b.logged_in(b.decider(page))
    address = reverse(screen, args=[page.pk])
    client.get(address)
    with at_most(limit):
        assert client.get(address).status_code == OK
