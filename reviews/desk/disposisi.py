"""A recipient's own acts on a disposisi, as modals on the review screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.modal_workflow import render_modal_workflow

from reviews.desk.review.views import show_form
from reviews.engine.actions.pass_on import (
    complete_disposisi,
    part_holder,
    pass_on_disposisi,
    subordinates,
)
from reviews.papers.disposisi import PenerimaDisposisi
from reviews.rights import readers
from reviews.rounds import addresses

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase


class TeruskanForm(forms.Form):
    """To which subordinates, to do what."""

    penerima = forms.MultipleChoiceField(
        label="Diteruskan kepada",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih sedikitnya satu bawahan."},
    )
    pesan = forms.CharField(
        label="Petunjuk",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )

    def __init__(self, *args: Any, penerima: PenerimaDisposisi, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["penerima"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (str(each.pk), str(each)) for each in subordinates(penerima)
            ]


class SelesaiForm(forms.Form):
    """What was done."""

    catatan = forms.CharField(
        label="Catatan penyelesaian",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        error_messages={"required": "Tuliskan apa yang sudah dikerjakan."},
    )

    def __init__(self, *args: Any, penerima: PenerimaDisposisi, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class PenerimaView(View):
    """One form about one recipient's part, in a modal where a script asks for it."""

    form_class: type[TeruskanForm | SelesaiForm]
    title = ""
    done = ""

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if part_holder(self.penerima, self.reader) is None:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def reader(self) -> User:
        return readers.reader_of(self.request)

    @cached_property
    def penerima(self) -> PenerimaDisposisi:
        rows = PenerimaDisposisi.objects.select_related(
            "disposisi__jejak__naskah", "disposisi__instansi"
        )
        return get_object_or_404(rows, pk=self.kwargs["penerima_id"])

    @property
    def back_url(self) -> str:
        page = self.penerima.disposisi.jejak.naskah.page_id
        return addresses.screen_url(page) if page else reverse("wagtailadmin_home")

    @property
    def by_script(self) -> bool:
        return self.request.headers.get("x-requested-with") == "XMLHttpRequest"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(self.form_class(penerima=self.penerima))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST, penerima=self.penerima)
        if not form.is_valid():
            return self.show(form)
        self.act(form.cleaned_data)
        messages.success(request, self.done)
        if self.by_script:
            return JsonResponse({"step": "success", "redirect": self.back_url})
        return redirect(self.back_url)

    def act(self, data: dict[str, Any]) -> None:
        raise NotImplementedError

    def show(self, form: forms.Form) -> HttpResponse:
        words = {"page_title": self.title, "submit_label": self.title}
        if not self.by_script:
            return show_form(self.request, form, back_url=self.back_url, **words)
        return render_modal_workflow(
            self.request,
            "reviews/meja/modal.html",
            None,
            {"form": form, "submit_url": self.request.path, **words},
            json_data={"step": "action"},
        )


class TeruskanView(PenerimaView):
    """Disposisi berjenjang: on to those below."""

    form_class = TeruskanForm
    title = "Teruskan disposisi"
    done = "Disposisi diteruskan."

    def act(self, data: dict[str, Any]) -> None:
        people = [int(pk) for pk in data["penerima"]]
        pass_on_disposisi(self.penerima, self.reader, people, data["pesan"])


class SelesaiView(PenerimaView):
    """The reader's own part is done."""

    form_class = SelesaiForm
    title = "Nyatakan selesai"
    done = "Bagian Anda dinyatakan selesai."

    def act(self, data: dict[str, Any]) -> None:
        complete_disposisi(self.penerima, self.reader, data["catatan"])
