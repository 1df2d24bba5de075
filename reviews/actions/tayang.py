"""Publication: exactly the revision that the SOP approved, or a clear error.

A text with a go-live time still ahead is scheduled; what follows publication begins
when it goes live (:mod:`reviews.actions.jadwal`).
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from pages.errors import PublishingDenied
from pages.models import NaskahPage
from reviews import rounds
from reviews.actions.akhiri import end_overtaken
from reviews.actions.record import record
from reviews.assignment import require_publishing
from reviews.models.jejak import Jejak
from reviews.models.langkah import LangkahTask
from reviews.models.laporan import Berkas
from reviews.models.naskah import Naskah
from reviews.surat.isi import local_iso
from reviews.surat.tulis import announce_jadwal, announce_tayang

if TYPE_CHECKING:
    import datetime as dt

    from django.contrib.auth.models import User

# No 0/O, 1/I/L: people type these codes from paper.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def finish(workflow_state: WorkflowState, user: User | None = None) -> None:
    """The workflow is through: publish the page, or close the berkas."""
    obj: Any = rounds.subject(workflow_state)  # of a hand-made workflow, any page
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
    naskah = rounds.naskah_of_state(workflow_state)
    if naskah is None:
        raise PublishingDenied("Alur ini tidak memuat langkah penayangan menurut SOP.")
    require_publishing(workflow_state.workflow, naskah.instansi)
    approval = approval_of(workflow_state, naskah)
    _, digest = rounds.on_table(workflow_state, hold=True)
    require_approved(digest, approval.digest)
    naskah.revisi_disetujui_id = approval.revisi
    naskah.digest_disetujui = approval.digest
    revision: Any = naskah.revisi_disetujui
    approved = revision.as_object()
    approved.check_publishable()
    if approved.go_live_at and approved.go_live_at > timezone.now():
        schedule(naskah, approved.go_live_at, user)
        page.publish(revision, user=user, skip_permission_checks=True)
        return
    put_live(naskah, user)
    page.publish(revision, user=user, skip_permission_checks=True)
    after_publication(naskah, user)


def require_approved(digest: str, approved: str) -> None:
    """A file of the text may have been replaced past every guard."""
    if digest != approved:
        raise PublishingDenied(
            "Isi naskah berubah sesudah disetujui, misalnya karena berkas gambarnya "
            "diganti. Naskah perlu diparaf ulang dari awal."
        )


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
    announce_jadwal(row, at)


def put_live(naskah: Naskah, user: User | None) -> None:
    """From now on the text of this round is the public one."""
    naskah.status = Naskah.Status.TAYANG
    naskah.jadwal_tayang = None
    naskah.tayang_pada = timezone.now()
    naskah.kode_verifikasi = naskah.kode_verifikasi or new_code()
    naskah.save()
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
    announce_tayang(naskah, user)
    follow_up(naskah, user)


def approval_of(workflow_state: WorkflowState, naskah: Naskah) -> Jejak:
    """The last decision that covers the text; every step must have one that stands.

    A step counts by its row in the trail: ``TaskState.approve()`` in a shell leaves
    none. Tasks of other types, in a workflow made by hand, count as Wagtail says.
    """
    tasks = rounds.ordered_tasks(workflow_state.workflow)
    steps = [task for task in tasks if isinstance(task, LangkahTask)]
    rows = {step.pk: row_of(workflow_state, naskah, step) for step in steps}
    done = set(rounds.approved_states(workflow_state).values_list("task_id", flat=True))
    uncovered = [
        task.name
        for task in tasks
        if task.pk not in done or (task.pk in rows and rows[task.pk] is None)
    ]
    covering = [step for step in steps if covers_text(step)] or steps[-1:]
    approval = rows[covering[-1].pk] if covering else None
    if uncovered or approval is None:
        raise PublishingDenied(
            "Naskah belum dapat ditayangkan; langkah yang belum dilalui: "
            f"{', '.join(uncovered) or 'semua langkah'}."
        )
    require_one_text(steps, rows, approval)
    return approval


def row_of(
    workflow_state: WorkflowState, naskah: Naskah, step: LangkahTask
) -> Jejak | None:
    """The trail's row of the standing approval of ``step``."""
    states = rounds.approved_states(workflow_state).filter(task_id=step.pk)
    rows = naskah.jejak.filter(
        aksi=Jejak.Aksi.SETUJU, task_state__in=states.values("pk")
    )
    return rows.last()


def require_one_text(
    steps: list[LangkahTask], rows: dict[int, Jejak | None], approval: Jejak
) -> None:
    """Every paraf since the text was last written stands on what goes out."""
    writers = [at for at, step in enumerate(steps) if rounds.writes_text(step)]
    since = writers[-1] if writers else 0
    for step in steps[since:]:
        row = rows[step.pk]
        if rounds.binds_text(step) and row and row.digest != approval.digest:
            raise PublishingDenied(
                f"Isi naskah berubah sesudah langkah “{step.name}” diparaf. Ajukan "
                "kembali agar diparaf ulang."
            )


def covers_text(step: LangkahTask) -> bool:
    """Whether an approval of ``step`` answers for the text as it then stood."""
    return rounds.binds_text(step) or step.boleh_menyunting


def new_code() -> str:
    """A verification code such as ``K7QF-9M2X-3HDT`` (60 bits)."""
    letters = [secrets.choice(CODE_ALPHABET) for _ in range(12)]
    return "-".join("".join(letters[at : at + 4]) for at in (0, 4, 8))


def follow_up(naskah: Naskah, user: User | None) -> None:
    """Go on with the steps after publication: a waiting berkas, or a new one.

    What is live now ends the dossiers of what was live before.
    """
    after = naskah.sop.workflow_berkas if naskah.sop else None
    waiting = waiting_berkas(naskah) if after else None
    if naskah.page_id:
        number = f"{naskah.nomor_agenda}/{naskah.tahun_agenda}"
        reason = f"Digantikan koreksi, nomor agenda {number}."
        kept = waiting[0] if waiting else None
        end_overtaken(naskah.page_id, reason, user, but=kept)
    if waiting:
        go_on(*waiting, naskah, user)
    elif after:
        berkas = Berkas.objects.create(naskah=naskah)
        berkas.save_revision(user=user)
        after.start(berkas, user)


def go_on(
    berkas: Berkas, state: WorkflowState, naskah: Naskah, user: User | None
) -> None:
    """The correction is live: the dossier that waited for it begins anew with it."""
    berkas.naskah = naskah
    berkas.save(update_fields=["naskah"])
    berkas.save_revision(user=user)
    rounds.cancel(rounds.approved_states(state))
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
    done = set(rounds.approved_states(state).values_list("task_id", flat=True))
    if open_states.exists() or {task.pk for task in state.workflow.tasks} - done:
        raise PublishingDenied("Berkas belum dapat ditutup: masih ada langkah terbuka.")
    berkas.ditutup_pada = timezone.now()
    berkas.save(update_fields=["ditutup_pada"])
    record(berkas.naskah, Jejak.Aksi.SELESAI, user=user, digest=berkas.digest())
