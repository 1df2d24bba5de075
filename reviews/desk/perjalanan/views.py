"""The journey of one naskah, and the list of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.generic import TemplateView, View

from pages.models import NaskahPage
from reviews.desk.charts import chart_of, svg_markup
from reviews.desk.perjalanan import journey
from reviews.desk.queries import last_return
from reviews.desk.review.views import SubjectMixin
from reviews.papers.laporan import Berkas
from reviews.papers.sop import SOP
from reviews.rights.readers import reader_of
from reviews.rounds.addresses import subject_url
from reviews.rounds.jadwal import planned, trouble, when
from reviews.rounds.tenggat import remaining
from reviews.sop.bagan.svg import draw

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from wagtail.models import TaskState

PER_PAGE = 25


class PerjalananView(SubjectMixin, TemplateView):
    """The SOP's flowchart with what is done, where the text is, and the time used."""

    template_name = "reviews/perjalanan/perjalanan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = self.subject
        if not isinstance(page, NaskahPage):
            raise PermissionDenied
        steps = journey.journey(page, self.naskah)
        state = self.current_state(page)
        return super().get_context_data(
            page=page,
            naskah=self.naskah,
            instansi=self.instansi,
            tinjau_url=subject_url(page),
            steps=steps,
            state=state,
            sisa=remaining(state) if state else None,
            holders=journey.holders_of(state, self.naskah, page),
            last_return=last_return(self.naskah) if self.naskah else None,
            can_edit=page.permissions_for_user(self.reader).can_edit(),
            can_unschedule=page.permissions_for_user(self.reader).can_unschedule(),
            jadwal=when(self.naskah) if self.naskah else "",
            gangguan=trouble(self.naskah) if self.naskah else "",
            rencana=planned(page),
            **self.chart(page, journey.marks_of(steps)),
            **kwargs,
        )

    def current_state(self, page: NaskahPage) -> TaskState | None:
        """The step that waits, on the page's way or after publication."""
        berkas = (
            Berkas.objects.filter(naskah=self.naskah).first() if self.naskah else None
        )
        subjects: list[NaskahPage | Berkas] = [page, berkas] if berkas else [page]
        for subject in subjects:
            state = subject.current_workflow_task_state
            if state is not None and state.status == state.STATUS_IN_PROGRESS:
                return state
        return None

    def chart(self, page: NaskahPage, marks: dict[int, str]) -> dict[str, Any]:
        sop = self.naskah.sop if self.naskah else None
        if sop is None:
            sop = SOP.objects.filter(workflow=page.get_workflow()).first()
        if sop is None:
            return {}
        chart = chart_of(sop.dokumen)
        return {**chart, "bagan": svg_markup(draw(sop.isi, marks=marks)), "sop": sop}


class NaskahSayaView(View):
    """Everything the reader wrote and where it is."""

    def get(self, request: HttpRequest) -> HttpResponse:
        user = reader_of(request)
        rounds = Paginator(journey.own_naskah(user), PER_PAGE).get_page(
            request.GET.get("p")
        )
        rows = [(each, last_return(each), when(each)) for each in rounds]
        drafts = journey.own_drafts(user) if rounds.number == 1 else []
        context = {
            "rows": rows,
            "halaman": rounds,
            "drafts": drafts,
            "gangguan": next(filter(None, map(trouble, rounds)), ""),
        }
        return render(request, "reviews/perjalanan/naskah_saya.html", context)
