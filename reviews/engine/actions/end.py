"""End a dossier that was overtaken: what it vouches for is no longer what is live.

Its checks look at the site, so after a correction, a withdrawal or the end of the page
they could fail for ever, and nobody else may call a dossier off. It ends by what
happened, with that as its reason in the trail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import WorkflowState

from pages.errors import NaskahError
from reviews import events
from reviews.papers.jejak import Jejak
from reviews.papers.laporan import Berkas
from reviews.rounds import authority
from reviews.rounds.locks import locked
from reviews.rounds.stuck import is_waiting, must_look, why_stuck
from reviews.trail.record import record

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from reviews.papers.jabatan import PemangkuJabatan

STILL_SHOWN = (
    "Langkah berkas ini masih dapat diselesaikan, atau dikembalikan untuk diperbaiki; "
    "berkasnya tidak perlu diakhiri."
)
BEING_MENDED = (
    "Koreksi yang ditunggu berkas ini sedang dikerjakan; sesudah koreksi itu tayang, "
    "langkah berkas dilanjutkan."
)


def open_berkas(page_id: int) -> list[Berkas]:
    """The dossiers of a page that are not closed."""
    found = Berkas.objects.filter(naskah__page=page_id, ditutup_pada__isnull=True)
    return list(found.select_related("naskah__instansi"))


def hold_berkas(page_id: int) -> None:
    """Lock the rounds of the page's dossiers, before the head of the trail is taken.

    Whoever decides on one of them now is through first.
    """
    states = WorkflowState.objects.active().filter(
        content_type=ContentType.objects.get_for_model(Berkas),
        object_id__in=[str(berkas.pk) for berkas in open_berkas(page_id)],
    )
    list(states.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


@transaction.atomic
def end_overtaken(
    page_id: int, reason: str, user: User | None, *, but: Berkas | None = None
) -> None:
    """End the page's dossiers that still have to look at the site, all ``but`` one."""
    for berkas in open_berkas(page_id):
        if berkas != but and must_look(berkas):
            end(berkas, reason, user)


@transaction.atomic
def end_berkas(berkas: Berkas, user: User, reason: str) -> Jejak:
    """End one that is stuck for whatever cause: by the responsible post, with a reason."""
    holder = authority.responsible(berkas.naskah.instansi, user)
    if holder is None and not user.is_superuser:
        raise NaskahError(
            "Hanya penanggung jawab informasi instansi yang dapat mengakhiri berkas."
        )
    if not reason.strip():
        raise NaskahError("Tuliskan alasan mengakhiri berkas.")
    if berkas.naskah.page_id:
        hold_berkas(berkas.naskah.page_id)
    berkas = locked(Berkas.objects.filter(pk=berkas.pk))
    if berkas.ditutup_pada is not None:
        raise NaskahError("Berkas ini sudah ditutup.")
    if not why_stuck(berkas):
        waits = is_waiting(berkas.current_workflow_state)
        raise NaskahError(BEING_MENDED if waits else STILL_SHOWN)
    return end(berkas, reason.strip(), user, holder)


def end(
    berkas: Berkas,
    reason: str,
    user: User | None,
    holder: PemangkuJabatan | None = None,
) -> Jejak:
    """Close it, call its round off, and tell those whose desk it lay on."""
    state = berkas.current_workflow_state
    told = {"state": state, "reason": reason, "user": user}
    events.dossier_ended.send(Berkas, berkas=berkas, **told)
    berkas.ditutup_pada = timezone.now()
    berkas.save(update_fields=["ditutup_pada"])
    row = record(
        berkas.naskah,
        Jejak.Aksi.SELESAI,
        user=user,
        holder=holder,
        digest=berkas.digest(),
        data={"alasan": reason},
        tentang=[berkas],
    )
    if state is not None:
        state.cancel(user=user)
    return row
