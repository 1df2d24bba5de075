"""What lies before whom: the questions that the screens ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviews.papers.jejak import Jejak
from reviews.papers.naskah import Naskah
from reviews.papers.sop import SOP
from reviews.rights.readers import terms_today
from reviews.rounds import authority, progress

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def orders_for(user: User) -> list[SOP]:
    """The SOPs that ``user`` may begin with an order (penugasan) today.

    Every page of the admin asks: one query, and three more for each that there is.
    """
    offices = {term.jabatan.instansi_id for term in terms_today(user)}
    if not offices:
        return []
    sops = SOP.objects.in_force().filter(instansi__in=offices)
    return [
        sop
        for sop in sops.select_related("instansi", "workflow")
        if sop.begins_with_order
        and authority.acting(progress.first_task(sop.workflow), None, user)
    ]


def last_return(naskah: Naskah) -> Jejak | None:
    """Why and by whom a text came back, while it waits for its drafter."""
    if naskah.status != Naskah.Status.DIKEMBALIKAN:
        return None
    return naskah.jejak.filter(aksi__in=Jejak.RETURNS).order_by("-nomor").first()


def as_id(text: str) -> int:
    """The id that ``text`` of a query string names; 0, nobody's, for all else."""
    plain = len(text) < 19 and text.isascii() and text.isdigit()
    return int(text) if plain else 0
