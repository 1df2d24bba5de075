"""A step that ends says how long it took, by whichever act it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import time_machine

from tests.reviews import builders
from tests.reviews.rounds.clock import at

if TYPE_CHECKING:
    from reviews.models import SOP


def test_an_approval_a_return_and_a_cancellation_say_it(sungai_penuh: SOP) -> None:
    with time_machine.travel(at("2026-08-03T08:00"), tick=False) as clock:
        pages = [builders.submitted(sungai_penuh, f"Loket {n}") for n in range(3)]
        states = [builders.task_state_of(page) for page in pages]
        clock.move_to(at("2026-08-03T08:10"))
        builders.approve(pages[0])
        builders.return_to(pages[1], 1)
        builders.state_of(pages[2]).cancel(user=pages[2].owner)
    assert [builders.fresh(state).menit_kerja for state in states] == [10, 10, 10]
