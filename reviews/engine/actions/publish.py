"""Publication: exactly the revision that the SOP approved, or a clear error.

A text with a go-live time still ahead is scheduled; what follows publication begins
when it goes live (:mod:`reviews.engine.actions.schedule`).
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, cast

from django.db import transaction
from django.utils import timezone

from pages.errors import PublishingDenied
from pages.models import NaskahPage
from reviews import events
from reviews.engine.actions.approval import approval_of, require_approved
from reviews.engine.actions.berkas import close_berkas, follow_up
from reviews.papers.jejak import Jejak
from reviews.papers.laporan import Berkas
from reviews.papers.naskah import Naskah
from reviews.rounds import progress
from reviews.rounds.assignment import require_publishing
from reviews.trail.record import record
from reviews.worktime.local import local_iso

if TYPE_CHECKING:
    import datetime as dt

    from django.contrib.auth.models import User
    from wagtail.models import Revision, WorkflowState

# No 0/O, 1/I/L: people type these codes from paper.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def finish(workflow_state: WorkflowState, user: User | None = None) -> None:
    """The workflow is through: publish the page, or close the berkas."""
    obj: Any = progress.subject(workflow_state)  # of a hand-made workflow, any page
    if isinstance(obj, Berkas):
        close_berkas(obj, user)
    elif isinstance(obj, NaskahPage):
        publish_naskah(workflow_state, obj, user)
    else:
        obj.get_latest_revision().publish(user=user)


@transaction.atomic
def publish_naskah(
    workflow_state: WorkflowState, page: NaskahPage, user: User | None
) -> None:
    """Publish the approved revision of ``page``, or schedule it.

    Raises :class:`~pages.errors.PublishingDenied` if a step is uncovered or the text
    is not the one that was approved.
    """
    naskah = progress.naskah_of_state(workflow_state)
    if naskah is None:
        raise PublishingDenied("Alur ini tidak memuat langkah penayangan menurut SOP.")
    require_publishing(workflow_state.workflow, naskah.instansi)
    approval = approval_of(workflow_state, naskah)
    table = progress.on_table(workflow_state, hold=True)
    require_approved(table.digest, approval.digest)
    naskah.revisi_disetujui_id = approval.revisi
    naskah.digest_disetujui = approval.digest
    revision, approved = table.revision, table.draft
    if revision.pk != approval.revisi:  # a later one, which says the same
        revision = cast("Revision", naskah.revisi_disetujui)
        approved = revision.as_object()
    approved.check_publishable()
    code = naskah.kode_verifikasi
    make_public(naskah)
    page.publish(revision, user=user, skip_permission_checks=True)
    if revision.approved_go_live_at:  # as Wagtail's clock said: asked twice, it differs
        naskah.tayang_pada, naskah.kode_verifikasi = None, code
        schedule(naskah, revision.approved_go_live_at, user)
    else:
        record_publication(naskah, user)
        after_publication(naskah, user)


def schedule(naskah: Naskah, at: dt.datetime, user: User | None) -> None:
    """The round is through; its text waits for its hour."""
    naskah.status = Naskah.Status.DIJADWALKAN
    naskah.jadwal_tayang = at
    naskah.save()
    row = record(
        naskah,
        Jejak.Aksi.JADWAL,
        user=user,
        revision=naskah.revisi_disetujui,
        digest=naskah.digest_disetujui,
        data={"jadwal_tayang": local_iso(at, naskah.instansi)},
    )
    events.scheduled.send(Naskah, row=row, at=at)


def put_live(naskah: Naskah, user: User | None) -> None:
    """From now on the text of this round is the public one."""
    make_public(naskah)
    record_publication(naskah, user)


def make_public(naskah: Naskah) -> None:
    """The gate lets the text of this round through, and no other."""
    naskah.status = Naskah.Status.TAYANG
    naskah.jadwal_tayang = None
    naskah.tayang_pada = timezone.now()
    naskah.kode_verifikasi = naskah.kode_verifikasi or new_code()
    naskah.save()


def record_publication(naskah: Naskah, user: User | None) -> None:
    record(
        naskah,
        Jejak.Aksi.TAYANG,
        user=user,
        revision=naskah.revisi_disetujui,
        digest=naskah.digest_disetujui,
        data={"kode_verifikasi": naskah.kode_verifikasi},
    )


def after_publication(naskah: Naskah, user: User | None) -> None:
    """People are told, and the SOP goes on with the steps that follow."""
    events.published.send(Naskah, naskah=naskah, user=user)
    follow_up(naskah, user)


def new_code() -> str:
    """A verification code such as ``K7QF-9M2X-3HDT`` (60 bits)."""
    letters = [secrets.choice(CODE_ALPHABET) for _ in range(12)]
    return "-".join("".join(letters[at : at + 4]) for at in (0, 4, 8))
