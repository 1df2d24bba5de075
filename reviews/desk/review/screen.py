"""The review screen: the text, what changed in it, where it stands, this step's buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property
from django.views.generic import TemplateView

from reviews.desk import queries
from reviews.desk.alur_hooks import obstacle
from reviews.desk.changes import comparisons
from reviews.desk.review import parts
from reviews.desk.review.timeline import steps_of, trail_of
from reviews.desk.review.views import SubjectMixin, leading
from reviews.engine.actions.end import open_berkas
from reviews.engine.actions.pass_on import mark_read
from reviews.engine.actions.start import open_steps
from reviews.papers.jejak import Jejak
from reviews.papers.laporan import Berkas
from reviews.papers.naskah import Naskah
from reviews.rounds import authority
from reviews.rounds.jadwal import trouble, when
from reviews.rounds.stuck import is_waiting, why_stuck

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pages.models import NaskahPage
    from reviews.papers.langkah import LangkahTask


class TinjauView(SubjectMixin, TemplateView):
    """One screen on which a text is read and decided."""

    template_name = "reviews/admin/tinjau.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Opening it is the read receipt of a disposisi."""
        if self.naskah:
            mark_read(self.naskah, self.reader)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page, naskah = self.page, self.naskah
        decision = parts.decision_on(self.subject, self.reader)
        return super().get_context_data(
            subject=self.subject,
            naskah=naskah,
            instansi=self.instansi,
            page=page,
            berkas=self.berkas,
            is_berkas=isinstance(self.subject, Berkas),
            decision=decision,
            action_url_name=self.action_url_name,
            comparisons=comparisons(self.subject, naskah, self.reader),
            marks=parts.marks_on(page) if page else [],
            sheets=parts.sheets_of(naskah, self.reader) if naskah else [],
            steps=steps_of(page, naskah, self.trail) if page else [],
            trail=self.trail,
            owed=self.owed,
            tick=self.tick,
            can_edit=bool(page and parts.may_edit(page, self.reader)),
            last_return=queries.last_return(self.naskah) if self.naskah else None,
            jadwal=when(naskah) if naskah else "",
            gangguan=trouble(naskah) if naskah else "",
            stuck=self.stuck,
            waits=self.waits,
            ended=self.ended,
            obstacle=obstacle(page) if page and not self.berkas else None,
            **kwargs,
        )

    @cached_property
    def page(self) -> NaskahPage | None:
        if not isinstance(self.subject, Berkas):
            return self.subject
        return self.subject.naskah.page.specific if self.subject.naskah.page else None

    @cached_property
    def berkas(self) -> Berkas | None:
        if isinstance(self.subject, Berkas):
            return self.subject
        return getattr(self.naskah, "berkas", None)

    @cached_property
    def trail(self) -> list[Jejak]:
        return trail_of(self.naskah)

    @property
    def action_url_name(self) -> str:
        if isinstance(self.subject, Berkas):
            return "wagtailsnippets_reviews_berkas:workflow_action"
        return "wagtailadmin_pages:workflow_action"

    @cached_property
    def owed(self) -> list[LangkahTask]:
        """The drafter's steps that are still open and the reader's, in order."""
        if isinstance(self.subject, Berkas) or not self.is_draft:
            return []
        steps = (
            open_steps(self.subject, self.naskah)
            if self.naskah
            else leading(self.subject)
        )
        user = self.reader
        return [task for task in steps if authority.acting(task, None, user)]

    @property
    def is_draft(self) -> bool:
        """Whether the text lies with its drafter."""
        return self.naskah is None or self.naskah.status in Naskah.DRAFTING

    @property
    def tick(self) -> LangkahTask | None:
        """The step to tick off next; the last one is done by handing the text in."""
        last = leading(self.subject)[-1:] if self.owed else []
        return next((task for task in self.owed[:1] if task not in last), None)

    @property
    def stuck(self) -> list[tuple[Berkas, str]]:
        """The dossiers that nobody can complete, and why, for those who may end them."""
        if not (
            self.reader.is_superuser
            or authority.responsible(self.instansi, self.reader)
        ):
            return []
        found = open_berkas(self.page.pk) if self.page else [self.berkas]
        return [(each, why) for each in found if each and (why := why_stuck(each))]

    @property
    def waits(self) -> bool:
        """Whether the dossier waits until a correction of its text is live."""
        state = self.berkas.current_workflow_state if self.berkas else None
        return state is not None and is_waiting(state)

    @property
    def ended(self) -> Jejak | None:
        """Why the dossier ended before its last step, if it did."""
        ends = [row for row in self.trail if row.aksi == Jejak.Aksi.SELESAI]
        return next((row for row in reversed(ends) if "alasan" in row.data), None)
