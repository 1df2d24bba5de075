"""Say that one is reading a text that waits, or that one no longer is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from pages.errors import NaskahError
from reviews.engine.actions.decide import open_putusan
from reviews.papers.klaim import Klaim
from reviews.trail.record import display_name

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from wagtail.models import TaskState


@transaction.atomic
def claim_naskah(task_state: TaskState, user: User) -> Klaim:
    """Tell the others; refused while somebody else's word still stands."""
    open_putusan(task_state, user)  # locks the round; only who may decide may claim
    standing = Klaim.objects.standing().filter(task_state=task_state.pk).first()
    if standing is not None and standing.user_id != user.pk:
        raise NaskahError(
            f"Naskah ini sedang diperiksa {standing.nama}. Anda tetap dapat "
            "memutuskannya bila perlu."
        )
    Klaim.objects.filter(task_state=task_state.pk).delete()
    return Klaim.objects.create(
        task_state_id=task_state.pk, user=user, nama=display_name(user)
    )


def release_naskah(task_state: TaskState, user: User) -> None:
    """Take back one's own word; nobody takes back another's."""
    Klaim.objects.filter(task_state=task_state.pk, user=user).delete()
