"""The review screen and the small forms around it; every rule lies elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.views.generic import View
from wagtail.admin import messages
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail.utils.decorators import xframe_options_sameorigin_override

from pages.errors import NaskahError
from pages.models import BeritaIndexPage, BeritaPage, InstansiPage, NaskahPage
from pages.once import remember
from reviews.desk import queries
from reviews.desk.review.forms import (
    AkhiriForm,
    BatalJadwalForm,
    PenugasanForm,
    TarikForm,
)
from reviews.engine.actions.begin import draft_round
from reviews.engine.actions.end import end_berkas
from reviews.engine.actions.schedule import cancel_schedule
from reviews.engine.actions.start import complete_langkah, start_naskah
from reviews.engine.actions.withdraw import withdraw_naskah
from reviews.papers.jejak import Jejak
from reviews.papers.laporan import Berkas
from reviews.papers.naskah import Naskah
from reviews.rights import readers
from reviews.rounds import addresses, progress
from reviews.rounds.jadwal import when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from reviews.papers.langkah import LangkahTask


CALLED_OFF = "Jadwal tayang dibatalkan; naskahnya menjadi konsep lagi."


class SubjectMixin(View):
    """Finds the page or berkas, and lets only its own office see it."""

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not readers.may_read(self.reader, self.instansi):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def reader(self) -> User:
        return readers.reader_of(self.request)

    @cached_property
    def subject(self) -> NaskahPage | Berkas:
        if "berkas_id" in self.kwargs:
            return get_object_or_404(Berkas, pk=self.kwargs["berkas_id"])
        page = get_object_or_404(Page, pk=self.kwargs["page_id"]).specific
        if not isinstance(page, NaskahPage):
            raise PermissionDenied
        return page

    @cached_property
    def instansi(self) -> InstansiPage:
        if isinstance(self.subject, Berkas):
            return self.subject.naskah.instansi
        instansi = InstansiPage.of(self.subject)
        if instansi is None:
            raise PermissionDenied  # in nobody's office, so nobody's to see
        return instansi

    @cached_property
    def naskah(self) -> Naskah | None:
        if isinstance(self.subject, Berkas):
            return self.subject.naskah
        naskah = Naskah.objects.with_round().latest_of(self.subject)
        if naskah and naskah.workflow_state:  # buttons and deadline ask for it again
            remember(progress.round_key(naskah.workflow_state), naskah)
        return naskah


def leading(page: NaskahPage) -> list[LangkahTask]:
    workflow = page.get_workflow()
    return progress.leading_tasks(workflow) if workflow else []


@method_decorator(xframe_options_sameorigin_override, name="dispatch")
class PratinjauView(SubjectMixin):
    """The latest draft as the public would read it, for the frame on the screen."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        draft = self.subject.get_latest_revision_as_object()
        return draft.make_preview_request(request, draft.default_preview_mode)


class CentangView(SubjectMixin):
    """Tick off one of the drafter's steps before the text is handed in."""

    @cached_property
    def task(self) -> LangkahTask:
        for task in leading(self.subject):
            if task.pk == self.kwargs["task_id"]:
                return task
        raise PermissionDenied

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(
            self.task.get_form_for_action("approve")(initial={"digest": "-"})
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.task.get_form_for_action("approve")(request.POST)
        if not form.is_valid():
            return self.show(form)
        draft_round(self.subject, self.reader)
        complete_langkah(self.subject, self.task, self.reader, form.cleaned_data)
        messages.success(request, f"{self.task.name}: ditandai selesai.")
        return redirect(addresses.subject_url(self.subject))

    def show(self, form: Any) -> HttpResponse:
        return show_form(
            self.request,
            form,
            page_title="Tandai langkah selesai",
            subheading=self.task.name,
            submit_label="Tandai selesai",
            back_url=addresses.subject_url(self.subject),
        )


class TarikView(SubjectMixin):
    """Withdraw a live page, with the reason; one that is not live yet has a schedule."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.subject.live and Naskah.objects.scheduled_of(self.subject):
            return redirect("naskah:batal_jadwal", self.subject.pk)
        return self.show(TarikForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = TarikForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        row = withdraw_naskah(self.subject, self.reader, form.cleaned_data["alasan"])
        withdrawn = f"“{self.subject.title}” ditarik dari penayangan."
        was_live = row.aksi == Jejak.Aksi.TARIK
        messages.success(request, withdrawn if was_live else CALLED_OFF)
        return redirect(addresses.subject_url(self.subject))

    def show(self, form: TarikForm) -> HttpResponse:
        return show_form(
            self.request,
            form,
            page_title="Tarik dari penayangan",
            subheading=self.subject.title,
            intro=" ".join(self.consequences()),
            submit_label="Tarik dari penayangan",
            back_url=addresses.subject_url(self.subject),
        )

    def consequences(self) -> Iterator[str]:
        yield "Halaman segera hilang dari situs publik."
        if Naskah.objects.scheduled_of(self.subject):
            yield "Koreksi yang sudah dijadwalkan tayang ikut dibatalkan."
        yield "Alasannya dicatat pada jejak."


class BatalJadwalView(SubjectMixin):
    """Call off that an approved text goes live, with the reason."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(BatalJadwalForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = BatalJadwalForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        cancel_schedule(self.subject, self.reader, form.cleaned_data["alasan"])
        messages.success(request, CALLED_OFF)
        return redirect("perjalanan:halaman", self.subject.pk)

    def show(self, form: BatalJadwalForm) -> HttpResponse:
        naskah = Naskah.objects.scheduled_of(self.subject)
        if naskah is None:
            raise NaskahError("Naskah ini sedang tidak dijadwalkan tayang.")
        return show_form(
            self.request,
            form,
            page_title="Batalkan jadwal tayang",
            subheading=naskah.judul,
            intro=f"Naskah dijadwalkan tayang {when(naskah)}. Setelah jadwalnya "
            "dibatalkan, naskah menjadi konsep lagi dan dapat diajukan kembali. "
            "Alasannya dicatat pada jejak.",
            submit_label="Batalkan jadwal tayang",
            back_url=reverse("perjalanan:halaman", args=[self.subject.pk]),
        )


class AkhiriView(SubjectMixin):
    """End a dossier that can never be completed, with the reason."""

    subject: Berkas

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(AkhiriForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = AkhiriForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        end_berkas(self.subject, self.reader, form.cleaned_data["alasan"])
        messages.success(request, f"Berkas “{self.subject.naskah.judul}” diakhiri.")
        return redirect(addresses.subject_url(self.subject))

    def show(self, form: AkhiriForm) -> HttpResponse:
        return show_form(
            self.request,
            form,
            page_title="Akhiri berkas",
            subheading=self.subject.naskah.judul,
            intro="Langkah sesudah tayang yang tersisa tidak dikerjakan lagi. "
            "Alasannya dicatat pada jejak.",
            submit_label="Akhiri berkas",
            back_url=addresses.subject_url(self.subject),
        )


class PenugasanView(View):
    """Begin a naskah by a superior's order: its subject, then the disposisi."""

    def get(self, request: HttpRequest) -> HttpResponse:
        orders = queries.orders_for(readers.reader_of(request))
        return self.show(PenugasanForm(sops=orders))

    def post(self, request: HttpRequest) -> HttpResponse:
        reader = readers.reader_of(request)
        form = PenugasanForm(request.POST, sops=queries.orders_for(reader))
        if not form.is_valid():
            return self.show(form)
        sop = form.sop
        parent = BeritaIndexPage.objects.child_of(sop.instansi).first()
        if parent is None:
            raise NaskahError(f"{sop.instansi} belum memiliki halaman indeks berita.")
        title = form.cleaned_data["hal"]
        slug = find_available_slug(parent, slugify(title) or "naskah")
        page = start_naskah(sop, reader, BeritaPage(title=title, slug=slug), parent)
        messages.success(request, "Penugasan dibuat. Lanjutkan dengan disposisi.")
        return redirect(addresses.subject_url(page))

    def show(self, form: PenugasanForm) -> HttpResponse:
        return show_form(
            self.request,
            form,
            page_title="Penugasan baru",
            intro="Naskah kosong dibuka menurut SOP; penerimanya Anda tentukan "
            "pada disposisi di langkah berikutnya.",
            submit_label="Buat penugasan",
        )


def show_form(request: HttpRequest, form: Any, **context: Any) -> HttpResponse:
    """One form on a page of its own, in the admin's dress."""
    template = "reviews/admin/form_page.html"
    return render(request, template, {"form": form, **context})
