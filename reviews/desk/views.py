"""Several naskah decided on one page: each shown, each ticked, each its own act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.views.generic import View
from wagtail.models import TaskState

from pages.errors import NaskahError
from reviews.desk.changes import comparisons
from reviews.desk.desk import desk_of
from reviews.desk.together import may_be_done_together
from reviews.engine.actions.claim import claim_naskah, release_naskah
from reviews.engine.actions.decide import perform
from reviews.engine.actions.laporan import look_at_all
from reviews.engine.kinds import kind_of
from reviews.rights import readers
from reviews.rounds import addresses, progress

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from reviews.desk.changes import Comparison
    from reviews.rounds.waiting import Waiting

MOST = 20  # texts that one person reads in one sitting


@dataclass
class Item:
    """One text of the page: what the reader sees, and the digest of it."""

    row: Waiting
    digest: str
    comparisons: list[Comparison]
    page_id: int | None

    @property
    def label(self) -> str:
        return kind_of(self.row.step.kinds[0]).button


@dataclass(frozen=True)
class Result:
    """What became of one text: ``fault`` is empty where the act succeeded."""

    judul: str
    url: str
    fault: str = ""


def look_at_site(request: HttpRequest) -> None:
    """The site is asked about all of them before the first is decided."""
    if not request.user.is_authenticated:
        return  # the door sends him to the login
    asked = {str(row.state_id): row.state for row in desk_of(request).waiting}
    wanted = [asked[pk] for pk in ticked(request) if pk in asked]
    seen = look_at_all(wanted, readers.reader_of(request))
    for state in wanted:
        state.seen = seen.get(state.pk)


def ticked(request: HttpRequest) -> list[str]:
    return request.POST.getlist("baca")[:MOST]


class BersamaView(View):
    """Reads on GET, decides on POST; a refusal of one leaves the others done."""

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        return super().dispatch(request, *args, **kwargs)

    dispatch.before_the_act = look_at_site  # type: ignore[attr-defined]

    def get(self, request: HttpRequest) -> HttpResponse:
        reader = readers.reader_of(request)
        wanted = request.GET.getlist("langkah")[:MOST]
        rows = [row for pk in wanted if (row := self.waiting.get(pk))]
        context = {
            "items": [item_of(row, reader) for row in rows],
            "page_title": "Periksa bersama",
        }
        return render(request, "reviews/meja/bersama.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        results = [self.decide(pk) for pk in ticked(request)]
        context = {"results": results, "page_title": "Hasil putusan bersama"}
        return render(request, "reviews/meja/hasil.html", context)

    @cached_property
    def waiting(self) -> dict[str, Waiting]:
        """What waits for the reader and may be done together, by task state."""
        rows = desk_of(self.request).waiting
        return {str(row.state_id): row for row in rows if may_be_done_together(row)}

    def decide(self, pk: str) -> Result:
        """One act; the rule is asked again under lock."""
        row = self.waiting.get(pk)
        if row is None:
            return Result("Naskah lain", "", "Langkah ini tidak lagi menunggu Anda.")
        data = {"digest": self.request.POST.get(f"digest-{pk}", ""), "catatan": ""}
        try:
            perform(row.state, readers.reader_of(self.request), "approve", data)
        except NaskahError as error:
            return Result(row.judul, row.url, str(error))
        return Result(row.judul, row.url)


def item_of(row: Waiting, reader: User) -> Item:
    """``row`` with its text laid beside the earlier versions."""
    state = row.state.workflow_state
    subject = progress.subject(state)
    return Item(
        row,
        progress.on_table(state)[1],
        comparisons(subject, row.naskah, reader),
        row.naskah.page_id if row.naskah else None,
    )


class PeriksaView(View):
    """Says "Sedang saya periksa", or takes it back; decides nothing."""

    def post(self, request: HttpRequest, state_id: int) -> HttpResponse:
        reader = readers.reader_of(request)
        state = get_object_or_404(
            TaskState.objects.select_related("workflow_state"), pk=state_id
        )
        if "lepas" in request.POST:
            release_naskah(state, reader)
        else:
            claim_naskah(state, reader)
        round_ = state.workflow_state
        about_berkas = progress.about_berkas(round_)
        return redirect(addresses.screen_url(round_.object_id, berkas=about_berkas))
