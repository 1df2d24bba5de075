"""What one person may decide now: the rule of :mod:`reviews.rounds.authority`, read in sets.

At most seven queries, however many SOPs, steps and naskah there are; two more for the
calendars that say what is left of each step's time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import F
from wagtail.models import TaskState, WorkflowState

from reviews.papers.disposisi import Disposisi
from reviews.papers.jabatan import PemangkuJabatan
from reviews.papers.laporan import Berkas
from reviews.rounds import authority, progress
from reviews.rounds.addresses import screen_url
from reviews.rounds.post_steps import steps_of_posts, writing_posts
from reviews.rounds.tenggat import remaining
from reviews.worktime.offices import kalender_of_joined
from reviews.worktime.remaining import TANPA

if TYPE_CHECKING:
    import datetime as dt

    from django.contrib.auth.models import AnonymousUser, User

    from reviews.papers.klaim import Klaim
    from reviews.papers.langkah import LangkahTaskState
    from reviews.papers.naskah import Naskah
    from reviews.rounds.authority import Grounds, Seat
    from reviews.rounds.post_steps import Step
    from reviews.worktime.remaining import Sisa


@dataclass
class Waiting:
    """One step that waits for the reader, in the capacity of ``holder``."""

    state: TaskState
    step: Step
    naskah: Naskah | None
    editors: set[int | None]
    holder: PemangkuJabatan | None = None
    urgensi: str = ""
    named: frozenset[Seat] = frozenset()
    sisa: Sisa = TANPA

    @property
    def state_id(self) -> int:
        return int(self.state.pk)

    @property
    def judul(self) -> str:
        title = self.naskah.judul if self.naskah else self.state.judul_revisi
        return str(title or "Tanpa judul")

    @property
    def own_state(self) -> LangkahTaskState | None:
        """The state as ours, which knows its time; a hand-made task has none."""
        return getattr(self.state, "langkahtaskstate", None)

    @property
    def due(self) -> dt.datetime | None:
        """When the step should be done."""
        return self.own_state.jatuh_tempo if self.own_state else None

    @property
    def urgensi_label(self) -> str:
        """Said only where it is more than ordinary."""
        plain = self.urgensi in ("", Disposisi.Urgensi.BIASA)
        return "" if plain else str(Disposisi.Urgensi(self.urgensi).label)

    @property
    def klaim(self) -> Klaim | None:
        """Who says that he is reading it."""
        found: Klaim | None = getattr(self.state, "klaim", None)
        return found if found and found.is_standing else None

    @property
    def url(self) -> str:
        state = self.state.workflow_state
        return screen_url(state.object_id, berkas=progress.about_berkas(state))


@dataclass
class Sheets:
    """Whom the newest sheets name, by naskah and step; how urgent, by naskah."""

    named: dict[tuple[int, int | None], frozenset[Seat]] = field(default_factory=dict)
    urgensi: dict[int, str] = field(default_factory=dict)


def waiting_for(
    user: User | AnonymousUser, *, task_id: int | None = None
) -> list[Waiting]:
    """The steps that ``user`` may decide, the most urgent and the soonest due first.

    With ``task_id``, those of one step only.
    """
    if user.pk is None:
        return []
    terms = PemangkuJabatan.objects.serving().filter(user=user.pk)
    mine = tuple(terms.select_related("jabatan", "user"))
    steps = steps_of_posts({term.jabatan_id for term in mine}) if mine else {}
    if task_id is not None:
        steps = {pk: step for pk, step in steps.items() if pk == task_id}
    rows = open_rows(steps) if steps else []
    if not rows:
        return []
    address(rows)
    for row, grounds in grounds_of(rows, mine, user.pk):
        row.holder = authority.weigh(user.pk, grounds).holder
    return sorted((row for row in rows if row.holder), key=urgency)


def tell_time(rows: list[Waiting]) -> list[Waiting]:
    """Write on each row what is left of its time, on the clock of its office."""
    offices = {
        row.naskah.instansi_id: row.naskah.instansi for row in rows if row.naskah
    }
    calendars = kalender_of_joined(offices.values())
    for row in rows:
        if row.naskah and row.own_state:
            kalender = calendars[row.naskah.instansi_id]
            row.sisa = remaining(row.own_state, kalender=kalender)
    return rows


def urgency(row: Waiting) -> tuple[int, bool, dt.datetime]:
    """Sort key: urgency of the disposisi, then the deadline, then how long it lies."""
    levels = ["", *Disposisi.Urgensi.values]
    return -levels.index(row.urgensi), row.due is None, row.due or row.state.started_at


def open_rows(steps: dict[int, Step]) -> list[Waiting]:
    """Every undecided state of ``steps``, with its naskah."""
    states = list(
        TaskState.objects.filter(
            task_id__in=steps,
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        )
        .select_related(
            "workflow_state__naskah__sop",
            "workflow_state__naskah__instansi__kalender",
            "workflow_state__content_type",
            "langkahtaskstate",
            "klaim",
        )
        .annotate(
            judul_revisi=F("revision__object_str"),
            editor=F("workflow_state__naskah__page__latest_revision__user"),
        )
    )
    berkas = berkas_behind(states)
    rows = []
    for state in states:
        about = berkas.get(state.workflow_state.object_id)
        if about is None or not progress.about_berkas(state.workflow_state):
            naskah = getattr(state.workflow_state, "naskah", None)
            rows.append(Waiting(state, steps[state.task_id], naskah, {state.editor}))
        else:
            editors = {about.editor, about.text_editor}
            rows.append(Waiting(state, steps[state.task_id], about.naskah, editors))
    return rows


def berkas_behind(states: list[TaskState]) -> dict[str, Any]:
    """The berkas that some of ``states`` are about, by id as Wagtail keeps it."""
    wanted = [
        state.workflow_state.object_id
        for state in states
        if progress.about_berkas(state.workflow_state)
    ]
    if not wanted:
        return {}
    found = Berkas.objects.filter(pk__in=wanted).select_related(
        "naskah__sop", "naskah__instansi__kalender"
    )
    return {
        str(each.pk): each
        for each in found.annotate(
            editor=F("latest_revision__user"),
            text_editor=F("naskah__page__latest_revision__user"),
        )
    }


def address(rows: list[Waiting]) -> None:
    """Write on each row whom its sheet names and how urgent its naskah is."""
    sheets = sheets_of({row.naskah.pk for row in rows if row.naskah})
    for row in rows:
        if row.naskah:
            key = (row.naskah.pk, row.step.pk)
            row.named = sheets.named.get(key, frozenset())
            row.urgensi = sheets.urgensi.get(row.naskah.pk, "")


def sheets_of(naskah_ids: set[int]) -> Sheets:
    """The newest sheets of these naskah (one query)."""
    lines = Disposisi.objects.filter(jejak__naskah__in=naskah_ids).order_by("pk")
    found = Sheets()
    newest: dict[tuple[int, int | None], int] = {}
    for sheet, naskah, task, urgensi, *seat, passed in lines.values_list(
        "pk",
        "jejak__naskah",
        "task_tujuan",
        "urgensi",
        "penerima__jabatan",
        "penerima__user",
        "penerima__diteruskan_oleh",
    ):
        found.urgensi[naskah] = urgensi
        if newest.get((naskah, task)) != sheet:
            newest[naskah, task] = sheet
            found.named[naskah, task] = frozenset()
        if seat[0] is not None and passed is None:
            found.named[naskah, task] |= {(seat[0], seat[1])}
    return found


def grounds_of(
    rows: list[Waiting], mine: tuple[PemangkuJabatan, ...], user_id: int
) -> list[tuple[Waiting, Grounds]]:
    """The facts of the rule for each row.

    Of the other holders only those can matter whom a sheet names.
    """
    posts = {post for row in rows for post, _ in row.named}
    others = PemangkuJabatan.objects.serving().filter(jabatan__in=posts)
    named = tuple(others.exclude(user_id=user_id)) if posts else ()
    written = writing_posts(workflows_to_ask(rows, user_id))
    grounds = []
    for row in rows:
        people = tuple(
            person for person in (*mine, *named) if person.jabatan_id in row.step.posts
        )
        grounds.append(
            (row, authority.Grounds(people, row.named, barred(row, written)))
        )
    return grounds


def workflows_to_ask(rows: list[Waiting], user_id: int) -> set[int]:
    """The SOPs whose writers matter: those of the reader's own texts."""
    return {
        row.naskah.sop.workflow_id
        for row in rows
        if row.step.is_check
        and row.naskah
        and row.naskah.sop
        and row.naskah.penyusun_id == user_id
    }


def barred(row: Waiting, written: dict[int, set[int]]) -> frozenset[int | None]:
    if row.naskah is None:
        return frozenset()
    sop = row.naskah.sop
    writers = written.get(sop.workflow_id, set()) if sop else set()
    return authority.kept_out(
        row.step.empat_mata,
        is_check=row.step.is_check,
        shares_post=not row.step.posts.isdisjoint(writers),
        drafter=row.naskah.penyusun_id,
        editors=row.editors,
    )
