"""Publication: exactly the revision that the SOP approved, or a clear error."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from pages.errors import PublishingDenied
from pages.models import NaskahPage
from reviews import rounds
from reviews.actions.record import record
from reviews.models.jejak import Jejak
from reviews.models.laporan import Berkas
from reviews.models.naskah import Naskah

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from wagtail.models import Task

# No 0/O, 1/I/L: people type these codes from paper.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def finish(workflow_state: WorkflowState, user: AbstractBaseUser | None = None) -> None:
    """The workflow is through: publish the page, or close the berkas."""
    obj = rounds.subject(workflow_state)
    if isinstance(obj, Berkas):
        close_berkas(obj, user)
    elif isinstance(obj, NaskahPage):
        publish_naskah(workflow_state, obj, user)
    else:
        obj.get_latest_revision().publish(user=user)


@transaction.atomic
def publish_naskah(
    workflow_state: WorkflowState, page: NaskahPage, user: AbstractBaseUser | None
) -> None:
    """Publish the approved revision of ``page`` and open what follows.

    Raises :class:`~pages.errors.PublishingDenied` if a step is uncovered or the text
    is not the one that was approved.
    """
    naskah = rounds.naskah_of_state(workflow_state)
    if naskah is None:
        raise PublishingDenied("Alur ini tidak memuat langkah penayangan menurut SOP.")
    approval = approval_of(workflow_state, naskah)
    _, digest = rounds.on_table(workflow_state)
    if digest != approval.digest:
        raise PublishingDenied(
            "Isi naskah berubah sesudah disetujui. Kembalikan kepada penyusun agar "
            "diparaf ulang."
        )
    naskah.revisi_disetujui_id = approval.revisi
    naskah.digest_disetujui = approval.digest
    naskah.status = Naskah.Status.TAYANG
    naskah.tayang_pada = timezone.now()
    naskah.kode_verifikasi = naskah.kode_verifikasi or new_code()
    naskah.save()
    revision = naskah.revisi_disetujui
    record(
        naskah,
        Jejak.Aksi.TAYANG,
        user=user,
        revision=revision,
        digest=approval.digest,
        data={"kode_verifikasi": naskah.kode_verifikasi},
    )
    page.publish(revision, user=user, skip_permission_checks=True)
    follow_up(naskah, user)


def approval_of(workflow_state: WorkflowState, naskah: Naskah) -> Jejak:
    """The last decision that covers the text; every step must have one that stands."""
    standing = dict(
        rounds.approved_states(workflow_state)
        .order_by("pk")
        .values_list("task_id", "pk")
    )
    tasks = rounds.ordered_tasks(workflow_state.workflow)
    uncovered = [task.name for task in tasks if task.pk not in standing]
    rows = {
        row.task_state: row
        for row in naskah.jejak.filter(
            aksi=Jejak.Aksi.SETUJU, task_state__in=standing.values()
        )
    }
    if uncovered or not rows:
        raise PublishingDenied(
            "Naskah belum dapat ditayangkan; langkah yang belum dilalui: "
            f"{', '.join(uncovered) or 'semua langkah'}."
        )
    covering = [task for task in tasks if covers_text(task)] or tasks[-1:]
    return rows[standing[covering[-1].pk]]


def covers_text(task: Task) -> bool:
    """Whether an approval of ``task`` answers for the text as it then stood."""
    return bool(
        getattr(task, "mengikat", False) or getattr(task, "boleh_menyunting", False)
    )


def new_code() -> str:
    """A verification code such as ``K7QF-9M2X-3HDT`` (60 bits)."""
    letters = [secrets.choice(CODE_ALPHABET) for _ in range(12)]
    return "-".join("".join(letters[at : at + 4]) for at in (0, 4, 8))


def follow_up(naskah: Naskah, user: AbstractBaseUser | None) -> None:
    """Go on with the steps after publication: a waiting berkas, or a new one."""
    if naskah.sop is None or naskah.sop.workflow_berkas is None:
        return
    waiting = waiting_berkas(naskah)
    if waiting is not None:
        berkas, state = waiting
        berkas.naskah = naskah
        berkas.save(update_fields=["naskah"])
        berkas.save_revision(user=user)
        rounds.cancel(rounds.approved_states(state))
        state.resume(user=user)
        return
    berkas = Berkas.objects.create(naskah=naskah)
    berkas.save_revision(user=user)
    naskah.sop.workflow_berkas.start(berkas, user)


def waiting_berkas(naskah: Naskah) -> tuple[Berkas, WorkflowState] | None:
    """The berkas of an earlier round of this page that waits for its correction."""
    berkas_of_page = Berkas.objects.filter(
        naskah__page_id=naskah.page_id, ditutup_pada__isnull=True
    )
    for berkas in berkas_of_page:
        state = berkas.current_workflow_state
        if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            return berkas, state
    return None


def close_berkas(berkas: Berkas, user: AbstractBaseUser | None) -> None:
    """The last step is done."""
    state = berkas.workflow_states.order_by("-pk").first()
    open_states = state.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
    done = set(rounds.approved_states(state).values_list("task_id", flat=True))
    if open_states.exists() or {task.pk for task in state.workflow.tasks} - done:
        raise PublishingDenied("Berkas belum dapat ditutup: masih ada langkah terbuka.")
    berkas.ditutup_pada = timezone.now()
    berkas.save(update_fields=["ditutup_pada"])
    record(berkas.naskah, Jejak.Aksi.SELESAI, user=user, digest=berkas.digest())
