"""Take a naskah through every step of an SOP, by the code that the admin runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from wagtail.models import WorkflowState

from pages.errors import NaskahError
from pages.once import reading_once
from reviews.engine.actions.begin import draft_round
from reviews.engine.actions.disposisi import next_task
from reviews.engine.actions.start import complete_langkah, open_steps, start_naskah
from reviews.engine.forms import offered
from reviews.papers.jejak import Jejak
from reviews.papers.laporan import Berkas
from reviews.rounds import authority, progress
from reviews.sop.kinds import Jenis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.contrib.auth.models import User
    from wagtail.models import Page

    from pages.models import NaskahPage
    from reviews.papers.langkah import LangkahTask
    from reviews.papers.naskah import Naskah
    from reviews.papers.sop import SOP

MAX_DECISIONS = 500


class StuckError(NaskahError):
    """The SOP cannot be walked as it stands; the message says at which step."""


@dataclass
class Walk:
    """One walk: ``Walk(sop, parent, page, mend).run()`` returns the page, finished.

    ``page`` is unsaved and complete; ``mend`` changes a page a little, as a drafter
    does after a return. Each written return is taken once if ``with_returns``.
    """

    sop: SOP
    parent: Page
    page: NaskahPage
    mend: Callable[[NaskahPage], None]
    with_returns: bool = False
    returned: set[int] = field(default_factory=set)

    def run(self) -> NaskahPage:
        self.begin()
        for _ in range(MAX_DECISIONS):
            state = self.open_state()
            if state is None:
                self.page.refresh_from_db()
                return self.page
            if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
                self.hand_in_again(state)
            else:
                self.decide(state)
        raise StuckError(
            f"SOP “{self.sop}” tidak berakhir sesudah {MAX_DECISIONS} putusan."
        )

    def begin(self) -> None:
        tasks = progress.ordered_tasks(self.sop.workflow)
        if self.sop.begins_with_order:
            blank = type(self.page)(title=self.page.title, slug=self.page.slug)
            start_naskah(self.sop, self.actor(tasks[0], None), blank, self.parent)
            self.page.pk = blank.pk
            return
        leading = progress.leading_tasks(self.sop.workflow)
        drafter = self.actor(leading[-1] if leading else tasks[-1], None)
        self.page.owner = drafter
        self.parent.add_child(instance=self.page)
        self.page.save_revision(user=drafter)
        self.tick_others()
        self.sop.workflow.start(self.page, drafter)

    def tick_others(self) -> None:
        """All drafting steps but the last are ticked off by their own holders."""
        others = progress.leading_tasks(self.sop.workflow)[:-1]
        if not others:
            return
        page = self.fresh_page()
        state = page.current_workflow_state
        for task in others:
            user = self.actor(task, None)
            naskah = progress.naskah_of(page) if state else draft_round(page, user)
            if naskah and task.pk in {step.pk for step in open_steps(page, naskah)}:
                complete_langkah(page, task, user, answers(task, "approve", ""))

    def open_state(self) -> WorkflowState | None:
        """The round that waits for somebody: the page's before the berkas'."""
        state = self.page.current_workflow_state
        if state is not None:
            return state
        for berkas in Berkas.objects.filter(naskah__page_id=self.page.pk):
            if berkas.current_workflow_state is not None:
                return berkas.current_workflow_state
        return None

    def hand_in_again(self, state: WorkflowState) -> None:
        """The drafter mends what was returned and submits it again."""
        if progress.about_berkas(state):
            raise StuckError("Berkas menunggu koreksi yang tidak dimulai.")
        leading = progress.leading_tasks(state.workflow)
        drafter = self.actor(leading[-1], None) if leading else state.requested_by
        draft = self.fresh_page().get_latest_revision_as_object()
        self.mend(draft)
        draft.save_revision(user=drafter)
        self.tick_others()
        WorkflowState.objects.get(pk=state.pk).resume(user=drafter)

    def decide(self, state: WorkflowState) -> None:
        """The holder of the current step completes it, or returns it once."""
        if self.with_returns:
            task = state.current_task_state.task.specific
            if task.kembali_ke_id is not None and task.pk not in self.returned:
                self.returned.add(task.pk)
                self.act(state, "reject")
                return
        self.act(state, "approve")

    def act(self, state: WorkflowState, action: str) -> None:
        """The holder of the current step does ``action``."""
        task_state = state.current_task_state.specific
        task = task_state.task.specific
        with reading_once():  # as the form is shown to him, before the act
            naskah = progress.naskah_of_state(state)
            user = self.actor(task, naskah)
            self.write_if_blank(task, user)
            digest = progress.on_table(state).digest
            data = self.fill_in(task, action, digest, naskah)
        task.on_action(task_state, user, action, **data)

    def fill_in(
        self, task: LangkahTask, action: str, digest: str, naskah: Naskah | None
    ) -> dict[str, Any]:
        """What that holder writes into the form."""
        return answers(task, action, digest, naskah)

    def write_if_blank(self, task: LangkahTask, user: User) -> None:
        """Where the SOP begins with an order, the text is written at its step."""
        writes = not {Jenis.BUAT_NASKAH, Jenis.PUBLIKASI}.isdisjoint(task.kinds)
        if not (writes and task.boleh_menyunting):
            return
        draft = self.fresh_page().get_latest_revision_as_object()
        if not draft.missing_fields():
            return
        written = {field.name for field in self.page._meta.concrete_fields}
        for name in written.intersection((*self.page.public_fields, "go_live_at")):
            setattr(draft, name, getattr(self.page, name))
        if "tags" in self.page.public_fields:
            draft.tags.set([tag.name for tag in self.page.tags.all()])
        draft.save_revision(user=user)

    def fresh_page(self) -> NaskahPage:
        return type(self.page).objects.get(pk=self.page.pk)

    def actor(self, task: LangkahTask, naskah: Naskah | None) -> User:
        """A holder who may act on ``task`` today."""
        for user in authority.able(task, naskah):
            return user
        raise StuckError(
            f"{task.name}: tidak ada pemangku {task.pelaksana} yang dapat bertindak."
        )


def answers(
    task: LangkahTask, action: str, digest: str, naskah: Naskah | None = None
) -> dict[str, Any]:
    """A filled-in form for ``action``, as a person in a hurry would fill it in."""
    form = task.get_form_for_action(action)
    given: dict[str, Any] = {"digest": digest or "-"}
    for name, question in form.base_fields.items():
        if name == "penerima" and isinstance(question, forms.ChoiceField):
            given[name] = able_recipients(task, question, naskah)
        elif isinstance(question, forms.ChoiceField):
            keys = list(offered(question))
            many = isinstance(question, forms.MultipleChoiceField)
            given[name] = keys[:9] if many else keys[0]
        elif name != "digest" and question.required:
            given[name] = SENTENCES.get(name, "Sesuai.")
    return given


SENTENCES = {
    "alasan": "Mohon diperbaiki: lengkapi sumber data pada alinea pertama.",
    "laporan": "Naskah telah ditayangkan dan dapat dibaca pada situs instansi.",
}


def able_recipients(
    task: LangkahTask, choice: forms.ChoiceField, naskah: Naskah | None
) -> list[str]:
    """The holders of the next step, or everybody where none follows."""
    target = next_task(task, naskah) if naskah else None
    able = {str(h.pk) for h in authority.holders(target)} if target else set()
    keys = list(offered(choice))
    return [key for key in keys if key in able] or keys[:1]


def timeline(page: NaskahPage, *, with_returns: bool = False) -> Iterator[str]:
    """``langkah N · jenis · jabatan · waktu``, one line for each completed step.

    A step that publishes and then reports is two acts and one line.
    """
    rows = Jejak.objects.filter(naskah__page_id=page.pk, aksi__in=Jejak.DECISIONS)
    for (step, act), group in groupby(rows, key=lambda row: (row.langkah, row.aksi)):
        acts = list(group)
        if act == Jejak.Aksi.SETUJU:
            kinds = dict.fromkeys(kind for row in acts for kind in row.jenis)
            what = " + ".join(kinds)
        elif with_returns:
            what = f"dikembalikan ke langkah {acts[-1].data['tujuan']}"
        else:
            continue
        last = acts[-1]
        yield f"langkah {step} · {what} · {last.jabatan} · {last.waktu:%Y-%m-%d %H:%M:%S}"
