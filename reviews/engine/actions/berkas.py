"""What follows a publication: its dossier begins, goes on, and is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from pages.errors import PublishingDenied
from pages.once import remember
from reviews.engine.actions.end import end_overtaken
from reviews.papers.jejak import Jejak
from reviews.papers.laporan import Berkas
from reviews.rounds import progress
from reviews.trail.record import record

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from reviews.papers.naskah import Naskah


def follow_up(naskah: Naskah, user: User | None) -> None:
    """Go on with the steps after publication: a waiting berkas, or a new one.

    What is live now ends the dossiers of what was live before. A text that was
    scheduled before *dijadwalkan* was a state may have its own already.
    """
    after = naskah.sop.workflow_berkas if naskah.sop else None
    own = Berkas.objects.filter(naskah=naskah).first()
    waiting = waiting_berkas(naskah) if after else None
    if own and waiting:
        waiting = None
    if naskah.page_id:
        number = f"{naskah.nomor_agenda}/{naskah.tahun_agenda}"
        reason = f"Digantikan koreksi, nomor agenda {number}."
        kept = waiting[0] if waiting else own
        end_overtaken(naskah.page_id, reason, user, but=kept)
    if waiting:
        go_on(*waiting, naskah, user)
    elif after and own is None:
        berkas = Berkas.objects.create(naskah=naskah)
        record(naskah, Jejak.Aksi.BERKAS, user=user, tentang=[berkas])
        berkas.save_revision()  # nobody's yet: who publishes has written nothing of it
        after.start(berkas, user)


def go_on(
    berkas: Berkas, state: WorkflowState, naskah: Naskah, user: User | None
) -> None:
    """The correction is live: the dossier that waited for it begins anew with it."""
    berkas.naskah = naskah
    berkas.save(update_fields=["naskah"])
    berkas.save_revision()
    record(naskah, Jejak.Aksi.LANJUT, user=user, tentang=[berkas])
    progress.cancel(progress.approved_states(state))
    remember(progress.round_key(state), naskah)
    state.resume(user=user)


def waiting_berkas(naskah: Naskah) -> tuple[Berkas, WorkflowState] | None:
    """The berkas of an earlier round of this page that waits for its correction."""
    berkas_of_page = Berkas.objects.filter(
        naskah__page=naskah.page, ditutup_pada__isnull=True
    )
    for berkas in berkas_of_page:
        state = berkas.current_workflow_state
        if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            return berkas, state
    return None


def close_berkas(berkas: Berkas, user: User | None) -> None:
    """The last step is done."""
    state = berkas.workflow_states.order_by("-pk").first()
    open_states = state.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
    done = set(progress.approved_states(state).values_list("task_id", flat=True))
    if open_states.exists() or {task.pk for task in state.workflow.tasks} - done:
        raise PublishingDenied("Berkas belum dapat ditutup: masih ada langkah terbuka.")
    berkas.ditutup_pada = timezone.now()
    berkas.save(update_fields=["ditutup_pada"])
    record(
        berkas.naskah,
        Jejak.Aksi.SELESAI,
        user=user,
        digest=berkas.digest(),
        tentang=[berkas],
    )
