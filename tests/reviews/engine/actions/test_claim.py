"""The word that one is reading: one's own, about one text, while it is young."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from reviews.engine.actions.claim import claim_naskah, release_naskah
from reviews.engine.actions.decide import NotYoursError
from reviews.models import Klaim
from tests.reviews.builders import (
    appointed,
    at_step,
    holder_of,
    post_of,
    refused,
    task_state_of,
)

if TYPE_CHECKING:
    from reviews.models import SOP


def test_a_claim_is_of_one_text_and_of_one_who_may_decide_it(lampung: SOP) -> None:
    one, two = (task_state_of(at_step(lampung, 2, title)) for title in ("Satu", "Dua"))
    first, second = holder_of(lampung, 2), appointed(post_of(lampung, 2), "rekan")
    claim_naskah(one, first)
    claim_naskah(two, second)
    with refused(match=f"sedang diperiksa {first.get_full_name()}"):
        claim_naskah(one, second)
    with refused(NotYoursError):
        claim_naskah(two, holder_of(lampung, 3))
    claims = Klaim.objects.order_by("task_state").values_list("task_state", "user")
    assert list(claims) == [(one.pk, first.pk), (two.pk, second.pk)]
    release_naskah(one, second)
    release_naskah(two, first)
    assert Klaim.objects.count() == 2
    release_naskah(one, first)
    assert Klaim.objects.get().user == second


def test_a_claim_is_renewed_and_an_old_one_passes_to_the_next(lampung: SOP) -> None:
    state = task_state_of(at_step(lampung, 2))
    first, second = holder_of(lampung, 2), appointed(post_of(lampung, 2), "rekan")
    other = claim_naskah(task_state_of(at_step(lampung, 2, "Lain")), first)
    old = claim_naskah(state, first)
    assert claim_naskah(state, first).sejak > old.sejak
    Klaim.objects.update(sejak=old.sejak - dt.timedelta(hours=2))
    assert claim_naskah(state, second).user == second
    assert Klaim.objects.filter(pk=other.pk).exists()
