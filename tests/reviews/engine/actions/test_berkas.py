"""Which dossier goes on with a correction: the one that waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from reviews.engine.actions.berkas import waiting_berkas
from reviews.models import Berkas
from tests.reviews import builders as b

if TYPE_CHECKING:
    from reviews.models import SOP


def test_a_correction_finds_the_dossier_that_waits_until_it_is_closed(
    lampung: SOP,
) -> None:
    """By whoever owns the database, say, who left its round as it was."""
    page = b.published(lampung)
    berkas, step = Berkas.objects.get(), b.task_at(lampung, 6)
    type(step).objects.filter(pk=step.pk).update(kembali_ke=b.task_at(lampung, 1))
    b.return_to(berkas, 1)
    correction = b.naskah_of(page)
    assert waiting_berkas(correction) == (berkas, b.state_of(berkas))
    Berkas.objects.update(ditutup_pada=timezone.now())
    assert waiting_berkas(correction) is None
