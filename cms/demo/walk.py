"""A walk through an SOP that stops where the demo wants its texts to lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cms.demo.sample import mend
from cms.demo.sop_walk import StuckError, Walk
from reviews.papers.disposisi import Disposisi
from reviews.rounds import progress
from reviews.sop.kinds import Jenis

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from wagtail.models import Page, WorkflowState

    from cms.demo.shape import Naskah as Teks
    from pages.models import NaskahPage
    from reviews.papers.langkah import LangkahTask
    from reviews.papers.naskah import Naskah
    from reviews.papers.sop import SOP

LAPORAN = (
    "Materi “{judul}” telah ditayangkan pada situs instansi. Tautan, gambar, dan "
    "lampiran telah diperiksa dan dapat dibuka."
)
DISPOSISI = "Mohon ditindaklanjuti sesuai SOP dan dilaporkan setelah selesai."


@dataclass
class DemoWalk(Walk):
    """Takes one text of the demo as far as its ``keadaan`` says."""

    teks: Teks | None = None

    @classmethod
    def of(cls, sop: SOP, parent: Page, page: NaskahPage, teks: Teks) -> DemoWalk:
        return cls(sop, parent, page, mend, teks=teks)

    def go(self) -> None:
        """Publish the text, leave it under way, return it, or only draft it."""
        keadaan = self.teks.keadaan if self.teks else "tayang"
        if keadaan == "tayang":
            self.run()
        elif keadaan == "konsep":
            self.draft()
        else:
            self.stop_under_way(returned=keadaan == "dikembalikan")

    def draft(self) -> None:
        """A text that its drafter has not handed in."""
        self.page.owner = self.drafter()
        self.parent.add_child(instance=self.page)
        self.page.save_revision(user=self.page.owner)

    def drafter(self) -> User:
        """Whoever begins a naskah under this SOP."""
        tasks = progress.ordered_tasks(self.sop.workflow)
        leading = progress.leading_tasks(self.sop.workflow)
        if self.sop.begins_with_order:
            return self.actor(tasks[0], None)
        return self.actor((leading or tasks)[-1], None)

    def stop_under_way(self, *, returned: bool) -> None:
        self.begin()
        for _ in range(self.teks.putusan if self.teks else 0):
            self.act(self.waiting(), "approve")
        if returned:
            self.act(self.waiting(), "reject")

    def waiting(self) -> WorkflowState:
        state = self.open_state()
        if state is None:
            raise StuckError(f"“{self.page.title}” sudah melewati semua langkah.")
        return state

    def fill_in(
        self, task: LangkahTask, action: str, digest: str, naskah: Naskah | None
    ) -> dict[str, Any]:
        """As a diligent official would: instructions that fit, a reason, a report."""
        data = super().fill_in(task, action, digest, naskah)
        if action == "reject":
            leading = progress.leading_tasks(self.sop.workflow)
            data["tujuan"] = str(leading[-1].pk)
            data["alasan"] = self.teks.alasan if self.teks else data["alasan"]
        if "instruksi" in data:
            data["instruksi"] = instructions(task)
            data["isi"] = DISPOSISI
        if "laporan" in data:
            data["laporan"] = LAPORAN.format(judul=self.page.title)
        return data


def instructions(task: LangkahTask) -> list[str]:
    """The boxes that a superior ticks on the sheet of this step."""
    chosen = [Disposisi.Instruksi.TINDAK_LANJUTI]
    following = progress.task_after(task)
    kinds = set(following.kinds) if following is not None else set()
    if Jenis.PUBLIKASI in kinds:
        chosen.append(Disposisi.Instruksi.TAYANGKAN)
    elif Jenis.ARSIP in kinds:
        chosen.append(Disposisi.Instruksi.ARSIPKAN)
    return [str(choice.value) for choice in chosen]
