"""Begin a step. The drafter's leading steps are completed by handing the text in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.models import TaskState

from pages.errors import NaskahError
from pages.models import InstansiPage
from pages.once import reading_once, remember
from reviews import events
from reviews.engine.actions.agenda import enter
from reviews.engine.actions.approve import complete
from reviews.engine.actions.laporan import is_site_check
from reviews.engine.actions.putusan import Putusan
from reviews.papers.jejak import IsiNaskah, Jejak
from reviews.papers.naskah import Naskah
from reviews.papers.sop import SOP
from reviews.rounds import authority, progress
from reviews.rounds.tenggat import set_jatuh_tempo
from reviews.sop.kinds import Jenis
from reviews.trail.append import append
from reviews.trail.stated import stored

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from wagtail.models import WorkflowState

    from pages.models import NaskahPage
    from reviews.papers.jabatan import PemangkuJabatan
    from reviews.papers.langkah import LangkahTask, LangkahTaskState

LAPORAN = "laporan"


@reading_once()
@transaction.atomic
def begin(
    task: LangkahTask, task_state: LangkahTaskState, user: User | None
) -> LangkahTaskState:
    """What happens when a task has just been started on a round."""
    naskah = take_up(task, task_state, user)
    if task_state.status == TaskState.STATUS_IN_PROGRESS:
        events.step_begun.send(type(task), task=task, state=task_state, naskah=naskah)
    return task_state


def take_up(
    task: LangkahTask, task_state: LangkahTaskState, user: User | None
) -> Naskah:
    """The round of the step; what the starting user did already is done."""
    state = task_state.workflow_state
    naskah = progress.naskah_of_state(state) or open_round(state, user)
    set_jatuh_tempo(task, task_state, naskah)
    if progress.about_berkas(state):
        complete_companion(task, task_state, naskah, user)
        return naskah
    if naskah.status != Naskah.Status.DITINJAU:
        naskah.status = Naskah.Status.DITINJAU
        naskah.save(update_fields=["status"])
    if progress.is_leading(task, state):
        submit_langkah(task, task_state, naskah, user)
    return naskah


def open_round(state: WorkflowState, user: User | None) -> Naskah:
    """The naskah of a page that enters its workflow: a prepared one, or a new one."""
    page = progress.subject(state)
    draft = page.get_latest_revision_as_object()
    draft.check_publishable()
    naskah = draft_round(page, user)
    naskah.workflow_state = state
    naskah.sop = SOP.objects.filter(workflow=state.workflow).first()
    naskah.judul = draft.title
    naskah.save()
    remember(progress.round_key(state), naskah)
    return naskah


def draft_round(page: NaskahPage, user: User | None) -> Naskah:
    """The round that a page is drafted in; begun, with a trail row, if there is none."""
    if Naskah.objects.scheduled_of(page):
        raise NaskahError(
            "Naskah halaman ini sudah disetujui dan dijadwalkan tayang. Tunggu sampai "
            "tayang, atau minta penanggung jawab informasi membatalkan jadwalnya."
        )
    naskah = Naskah.objects.latest_of(page)
    if naskah is not None and naskah.status == Naskah.Status.DISUSUN:
        return naskah
    instansi = InstansiPage.of(page)
    if instansi is None:
        raise NaskahError("Halaman ini tidak berada di bawah instansi mana pun.")
    return enter(
        instansi,
        user=user,
        page_id=page.pk,
        judul=page.title,
        penyusun=user,
        sop=SOP.objects.in_force().filter(workflow=page.get_workflow()).first(),
    )


def submit_langkah(
    task: LangkahTask,
    task_state: TaskState,
    naskah: Naskah,
    user: User | None,
) -> None:
    """The drafter hands in: this leading step is done, by his word or by a tick."""
    tick = tick_of(naskah, task)
    if tick is not None:
        confirm_tick(tick, task_state, user)
        return
    holder = authority.acting(task, naskah, user) if user else None
    if user is None or holder is None:
        raise NaskahError(f"Naskah diajukan oleh pemangku jabatan {task.pelaksana}.")
    complete(putusan_at_start(task, task_state, naskah, user, holder))


def tick_of(naskah: Naskah, task: LangkahTask) -> Jejak | None:
    """The tick of this leading step since the naskah was last returned, if any."""
    rows = naskah.jejak.filter(langkah=task.nomor, aksi=Jejak.Aksi.CENTANG)
    returned = naskah.jejak.filter(aksi__in=Jejak.RETURNS).order_by("-nomor").first()
    if returned is not None:
        rows = rows.filter(nomor__gt=returned.nomor)
    return rows.order_by("-nomor").first()


def confirm_tick(tick: Jejak, task_state: TaskState, user: User | None) -> None:
    """A step ticked off by its own holder is done; the trail keeps his name on it."""
    table = progress.on_table(task_state.workflow_state)
    IsiNaskah.keep(table.digest, table.draft)
    append(
        tick.naskah.instansi,
        naskah=tick.naskah,
        aksi=Jejak.Aksi.SETUJU,
        task_state=task_state.pk,
        digest=table.digest,
        revisi=table.revision.pk,
        data={**tick.data, "dicentang_pada": tick.waktu.isoformat()},
        tentang=lambda: [stored(tick.naskah)],
        **{
            name: getattr(tick, name)
            for name in (
                "langkah",
                "jenis",
                "pelaku",
                "nama",
                "nip",
                "jabatan",
                "kapasitas",
            )
        },
    )
    progress.supersede_later(task_state.workflow_state, task_state.task, table.digest)
    task_state.approve(user=user, update=False)


def complete_companion(
    task: LangkahTask,
    task_state: TaskState,
    naskah: Naskah,
    user: User | None,
) -> None:
    """The publishing step's own part after publication is done with it.

    Seed 002, step 5 publishes *and* drafts the laporan: one form asked for both, and
    the answer waits in the trail. A step that was asked before, or whose answer is
    not there, waits for its holder like any other; so does that of a scheduled text,
    of which nobody could report, and which goes live when nobody acts.
    """
    done = naskah.jejak.filter(aksi=Jejak.Aksi.SETUJU, langkah=task.nomor)
    row = done.order_by("-nomor").first() if task.nomor else None
    asked = task_state.workflow_state.task_states.filter(task=task).count()
    if row is None or str(Jenis.PUBLIKASI) not in row.jenis or asked > 1:
        return
    reports = Jenis.LAPORAN in task.kinds
    if is_site_check(task) or (reports and not row.data.get(LAPORAN)):
        return  # both are about what is public by now
    holder = authority.acting(task, naskah, user) if user else None
    if user is None or holder is None:
        return
    putusan = putusan_at_start(task, task_state, naskah, user, holder)
    putusan.data = {key: row.data[key] for key in (LAPORAN,) if key in row.data}
    putusan.data[Jejak.BERSAMA] = row.nomor
    complete(putusan)


def putusan_at_start(
    task: LangkahTask,
    task_state: TaskState,
    naskah: Naskah,
    user: User,
    holder: PemangkuJabatan,
) -> Putusan:
    """A decision made in the moment its task begins; nobody else can have seen it."""
    state = task_state.workflow_state
    table = progress.on_table(state)
    return Putusan(
        task=task,
        task_state=task_state,
        workflow_state=state,
        naskah=naskah,
        user=user,
        holder=holder,
        data={},
        **table._asdict(),
    )
