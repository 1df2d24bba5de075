"""What the review screen shows beside the text, each part by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail.fields import StreamField

from reviews.engine.actions.pass_on import part_holder, subordinates
from reviews.papers.disposisi import Disposisi
from reviews.papers.klaim import Klaim
from reviews.papers.langkah import LangkahTask
from reviews.rounds.tenggat import remaining
from reviews.worktime.remaining import TANPA, Sisa

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from wagtail.models import Comment, TaskState

    from pages.models import NaskahPage
    from reviews.papers.disposisi import PenerimaDisposisi
    from reviews.papers.laporan import Berkas
    from reviews.papers.naskah import Naskah


@dataclass(frozen=True)
class Decision:
    """The step that waits: its buttons for the reader, and who else is reading."""

    state: TaskState
    task: Any
    actions: list[tuple[str, str, bool]]
    klaim: Klaim | None
    sisa: Sisa
    ticked_in_form: bool = False


def decision_on(subject: NaskahPage | Berkas, user: User) -> Decision | None:
    """What is to be decided on ``subject`` now, if anything."""
    state = subject.current_workflow_task_state
    if state is None:
        return None
    task = state.task.specific
    klaim = Klaim.objects.standing().filter(task_state=state.pk).first()
    if not isinstance(task, LangkahTask):
        return Decision(state, task, [], klaim, TANPA)
    actions = task.get_actions(subject, user)
    ticked = "kelengkapan" in task.get_form_for_action("approve").base_fields
    return Decision(state, task, actions, klaim, remaining(state), ticked)


def may_edit(page: NaskahPage, user: User) -> bool:
    lock = page.get_lock()
    return bool(
        page.permissions_for_user(user).can_edit()
        and not (lock and lock.for_user(user))
    )


@dataclass(frozen=True)
class Part:
    """One recipient's line on a sheet, and what the reader may do with it."""

    to: PenerimaDisposisi
    is_mine: bool
    may_pass_on: bool


@dataclass(frozen=True)
class Sheet:
    """A lembar disposisi as the screen shows it."""

    disposisi: Disposisi
    parts: list[Part]

    @property
    def instructions(self) -> list[str]:
        labels = dict(Disposisi.Instruksi.choices)
        return [str(labels.get(each, each)) for each in self.disposisi.instruksi]


def sheets_of(naskah: Naskah, user: User) -> list[Sheet]:
    """The sheets of this naskah, the newest first."""
    found = Disposisi.objects.filter(jejak__naskah=naskah)
    rows = found.select_related("jejak", "instansi").prefetch_related(
        "penerima__diteruskan_oleh"
    )
    return [
        Sheet(sheet, [part_of(to, user) for to in sheet.penerima.all()])
        for sheet in rows
    ]


def part_of(to: PenerimaDisposisi, user: User) -> Part:
    is_mine = to.selesai_pada is None and part_holder(to, user) is not None
    return Part(to, is_mine, is_mine and subordinates(to).exists())


@dataclass(frozen=True)
class Mark:
    """An open comment of the editor, and the place it is fixed to."""

    place: str
    comment: Comment


def marks_on(page: NaskahPage) -> list[Mark]:
    """The comments on ``page`` that nobody has resolved."""
    comments = (
        page.wagtail_admin_comments.filter(resolved_at__isnull=True)
        .select_related("user")
        .prefetch_related("replies__user")
    )
    if not comments:
        return []
    draft = page.get_latest_revision_as_object()
    return [Mark(place_of(draft, each.contentpath), each) for each in comments]


def place_of(draft: NaskahPage, contentpath: str) -> str:
    """``isi.<block id>.value`` in words: ``Isi, bagian 2 (Teks)``."""
    name, _, rest = contentpath.partition(".")
    fields = {field.name: field for field in draft._meta.get_fields()}
    field = fields.get(name)
    if field is None:
        return "Naskah"
    label = str(getattr(field, "verbose_name", name)).capitalize()
    if not isinstance(field, StreamField):
        return label
    block_id = rest.partition(".")[0]
    for number, block in enumerate(getattr(draft, name), start=1):
        if block.id == block_id:
            return f"{label}, bagian {number} ({block.block.label})"
    return label
