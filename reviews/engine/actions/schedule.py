"""A text that waits for its hour: it goes live, is called off, or cannot go live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from pages.errors import NaskahError, PublishingDenied
from pages.file_locks import hold_files
from pages.models import InstansiPage
from reviews import events
from reviews.engine.actions.approval import require_approved
from reviews.engine.actions.end import hold_berkas
from reviews.engine.actions.publish import after_publication, put_live
from reviews.engine.actions.send_back import state_at_drafter
from reviews.papers.jejak import Jejak
from reviews.papers.naskah import Naskah
from reviews.papers.rantai import RantaiJejak
from reviews.rounds import authority, progress
from reviews.rounds.locks import locked
from reviews.trail.record import record
from reviews.worktime.local import local_iso

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from wagtail.models import WorkflowState

    from pages.models import NaskahPage
    from reviews.papers.jabatan import PemangkuJabatan


@transaction.atomic
def go_live(
    page: NaskahPage, revision: Revision, publish: Callable[[], object]
) -> None:
    """Publish ``revision`` at its hour, once, however many workers try.

    One without a round that is scheduled was approved before there was such a state,
    or never: the gate says.
    """
    hold_berkas(page.pk)
    locked(Page.objects.filter(pk=page.pk))
    if not still_scheduled(revision):
        return
    naskah = Naskah.objects.scheduled().filter(revisi_disetujui=revision.pk).first()
    if naskah is None:
        publish()
        return
    approved = revision.as_object()
    hold_files(approved)
    require_approved(approved.digest(), naskah.digest_disetujui)
    if approved.expire_at and approved.expire_at <= timezone.now():
        raise PublishingDenied("Masa tayang naskah berakhir sebelum naskah tayang.")
    RantaiJejak.lock(InstansiPage.of(page))
    put_live(naskah, None)
    publish()
    after_publication(naskah, None)


def still_scheduled(revision: Revision) -> bool:
    rows = Revision.objects.filter(pk=revision.pk, approved_go_live_at__isnull=False)
    return rows.exists()


@transaction.atomic
def cancel_schedule(page: NaskahPage, user: User, reason: str) -> Jejak:
    """Call off that the text of ``page`` goes live; it is a draft again."""
    holder = require_responsible(page, user, reason)
    hold_berkas(page.pk)
    locked(Page.objects.filter(pk=page.pk))
    RantaiJejak.lock(InstansiPage.of(page))
    naskah = Naskah.objects.scheduled_of(page)
    if naskah is None:
        raise NaskahError("Naskah ini sedang tidak dijadwalkan tayang.")
    return end_schedule(naskah, user, holder, reason)


def require_responsible(page: NaskahPage, user: User, reason: str) -> PemangkuJabatan:
    """Only who answers for the office's information takes a text back, with a reason."""
    holder = authority.responsible(InstansiPage.of(page), user)
    if holder is None:
        raise NaskahError(
            "Hanya penanggung jawab informasi instansi yang dapat menarik halaman "
            "atau membatalkan jadwal tayangnya."
        )
    if not reason.strip():
        raise NaskahError("Tuliskan alasannya.")
    return holder


def end_schedule(
    naskah: Naskah, user: User, holder: PemangkuJabatan, reason: str
) -> Jejak:
    """The round ends, under the lock of its page, as one that was never live."""
    data = {"alasan": reason.strip(), **hour_of(naskah)}
    leave_schedule(naskah, Naskah.Status.BATAL)
    row = record(
        naskah,
        Jejak.Aksi.BATAL_JADWAL,
        user=user,
        holder=holder,
        digest=naskah.digest_disetujui,
        data=data,
    )
    events.schedule_cancelled.send(Naskah, row=row)
    return row


@transaction.atomic
def give_back(page: NaskahPage, revision: Revision, reason: str) -> None:
    """What the gate refused at its hour goes back to its drafter; people are told."""
    locked(Page.objects.filter(pk=page.pk))
    RantaiJejak.lock(InstansiPage.of(page))
    naskah = Naskah.objects.scheduled().filter(revisi_disetujui=revision.pk).first()
    if naskah is None:
        unschedule(revision.pk)
        return
    data = {"alasan": reason, **hour_of(naskah)}
    leave_schedule(naskah, Naskah.Status.DIKEMBALIKAN)
    row = record(
        naskah,
        Jejak.Aksi.GAGAL,
        revision=revision,
        digest=naskah.digest_disetujui,
        data=data,
    )
    begin_again(naskah, page, reason)
    events.publication_failed.send(Naskah, row=row)


def begin_again(naskah: Naskah, page: NaskahPage, reason: str) -> None:
    """The same round from its beginning: every paraf is asked again."""
    before: WorkflowState | None = naskah.workflow_state
    if before is None:
        return
    if naskah.sop is not None and naskah.sop.begins_with_order:
        naskah.status = Naskah.Status.DISUSUN
        naskah.save(update_fields=["status"])
        before.workflow.start(page, before.requested_by)
        return
    tasks = progress.ordered_tasks(before.workflow)
    naskah.workflow_state = state_at_drafter(
        page,
        before.workflow,
        (progress.leading_tasks(before.workflow) or tasks[:1])[-1],
        requested_by=before.requested_by,
        by=None,
        reason=reason,
    )
    naskah.save(update_fields=["workflow_state"])


def hour_of(naskah: Naskah) -> dict[str, str]:
    """The hour for which it was scheduled, for the trail."""
    at = naskah.jadwal_tayang
    return {"jadwal_tayang": local_iso(at, naskah.instansi)} if at else {}


def leave_schedule(naskah: Naskah, status: Naskah.Status) -> None:
    naskah.status, naskah.jadwal_tayang = status, None
    naskah.save(update_fields=["status", "jadwal_tayang"])
    if naskah.revisi_disetujui_id:
        unschedule(naskah.revisi_disetujui_id)


def unschedule(revision_id: int) -> None:
    """By a query: to saves, :mod:`reviews.engine.guards.schedules` says no."""
    Revision.objects.filter(pk=revision_id).update(approved_go_live_at=None)


def keep_schedule(page: Page) -> None:
    """What becomes of the live text ends no schedule of its correction."""
    naskah = Naskah.objects.scheduled_of(page)
    if naskah is not None:
        Revision.objects.filter(pk=naskah.revisi_disetujui_id).update(
            approved_go_live_at=naskah.jadwal_tayang
        )
