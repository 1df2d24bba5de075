"""The review screen and the small forms around it; every rule lies elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail.utils.decorators import xframe_options_sameorigin_override

from pages.models import BeritaIndexPage, BeritaPage, InstansiPage, NaskahPage
from reviews import authority, rounds
from reviews.actions.mulai import complete_langkah, open_steps, start_naskah
from reviews.actions.submit import draft_round
from reviews.actions.tarik import withdraw_naskah
from reviews.admin import queries
from reviews.admin.forms import PenugasanForm, TarikForm
from reviews.admin.timeline import steps_of
from reviews.models.jejak import Jejak
from reviews.models.langkah import LangkahTask
from reviews.models.laporan import Berkas
from reviews.models.naskah import Naskah

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase


class SubjectMixin(View):
    """Finds the page or berkas, and lets only its own office see it."""

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not queries.offices_of(self.reader).filter(pk=self.instansi.pk).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def reader(self) -> User:
        return queries.reader_of(self.request)

    @cached_property
    def subject(self) -> NaskahPage | Berkas:
        if self.kwargs.get("berkas_id"):
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
        return Naskah.objects.latest_of(self.subject)


class TinjauView(SubjectMixin, TemplateView):
    """The text, where it stands, who did what, and the buttons of this step."""

    template_name = "reviews/admin/tinjau.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.reader
        task_state = self.subject.current_workflow_task_state
        actions = (
            task_state.task.specific.get_actions(self.subject, user)
            if task_state and isinstance(task_state.task.specific, LangkahTask)
            else []
        )
        page = self.page
        return super().get_context_data(
            subject=self.subject,
            naskah=self.naskah,
            instansi=self.instansi,
            page=page,
            berkas=self.berkas,
            is_berkas=isinstance(self.subject, Berkas),
            task_state=task_state,
            actions=actions,
            action_url_name=self.action_url_name,
            steps=steps_of(page, self.naskah) if page else [],
            trail=Jejak.objects.filter(naskah=self.naskah) if self.naskah else [],
            owed=self.owed,
            tick=self.tick,
            can_edit=bool(
                page
                and page.permissions_for_user(user).can_edit()
                and not (page.get_lock() and page.get_lock().for_user(user))
            ),
            last_return=self.last_return,
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
        return (
            Berkas.objects.filter(naskah=self.naskah).first() if self.naskah else None
        )

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
        drafting = (
            Naskah.Status.DISUSUN,
            Naskah.Status.DIKEMBALIKAN,
            Naskah.Status.BATAL,
        )
        return self.naskah is None or self.naskah.status in drafting

    @property
    def tick(self) -> LangkahTask | None:
        """The step to tick off next; the last one is done by handing the text in."""
        last = leading(self.subject)[-1:] if self.owed else []
        return next((task for task in self.owed[:1] if task not in last), None)

    @property
    def last_return(self) -> Jejak | None:
        """Why the text came back, while it waits for its drafter."""
        if self.naskah is None or self.naskah.status != Naskah.Status.DIKEMBALIKAN:
            return None
        rows = Jejak.objects.filter(naskah=self.naskah, aksi=Jejak.Aksi.KEMBALI)
        return rows.order_by("-nomor").first()


def leading(page: NaskahPage) -> list[LangkahTask]:
    workflow = page.get_workflow()
    return rounds.leading_tasks(workflow) if workflow else []


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
        return redirect(queries.subject_url(self.subject))

    def show(self, form: Any) -> HttpResponse:
        return show_form(
            self.request,
            form,
            page_title="Tandai langkah selesai",
            subheading=self.task.name,
            submit_label="Tandai selesai",
            back_url=queries.subject_url(self.subject),
        )


class TarikView(SubjectMixin):
    """Withdraw a live page, with the reason."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(TarikForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = TarikForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        withdraw_naskah(self.subject, self.reader, form.cleaned_data["alasan"])
        messages.success(request, f"“{self.subject.title}” ditarik dari penayangan.")
        return redirect(queries.subject_url(self.subject))

    def show(self, form: TarikForm) -> HttpResponse:
        return show_form(
            self.request,
            form,
            page_title="Tarik dari penayangan",
            subheading=self.subject.title,
            intro="Halaman segera hilang dari situs publik. Alasannya dicatat pada jejak.",
            submit_label="Tarik dari penayangan",
            back_url=queries.subject_url(self.subject),
        )


class PenugasanView(View):
    """Begin a naskah by a superior's order: its subject, then the disposisi."""

    def get(self, request: HttpRequest) -> HttpResponse:
        orders = queries.orders_for(queries.reader_of(request))
        return self.show(PenugasanForm(sops=orders))

    def post(self, request: HttpRequest) -> HttpResponse:
        reader = queries.reader_of(request)
        form = PenugasanForm(request.POST, sops=queries.orders_for(reader))
        if not form.is_valid():
            return self.show(form)
        sop = form.sop
        parent = BeritaIndexPage.objects.child_of(sop.instansi).get()
        title = form.cleaned_data["hal"]
        slug = find_available_slug(parent, slugify(title) or "naskah")
        page = start_naskah(sop, reader, BeritaPage(title=title, slug=slug), parent)
        messages.success(request, "Penugasan dibuat. Lanjutkan dengan disposisi.")
        return redirect(queries.subject_url(page))

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
