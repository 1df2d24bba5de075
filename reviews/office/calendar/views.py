"""The calendars of the offices: which there are, and one to see and change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin import messages

from pages.errors import NaskahError
from reviews.office.calendar.actions import (
    change_kalender,
    may_change,
    shown_offices,
    state_complete,
)
from reviews.office.calendar.forms import kalender_panel
from reviews.papers.jabatan import local_date
from reviews.rights.readers import reader_of
from reviews.rounds.known_holidays import incomplete
from reviews.worktime.hours import NAMA_HARI, day_text, read_pekan
from reviews.worktime.models import KalenderKerja
from reviews.worktime.month import month_of, read_month
from reviews.worktime.offices import as_kalender

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase


class KalenderIndexView(TemplateView):
    """The offices; who has one goes straight to its calendar."""

    template_name = "reviews/waktu/indeks.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        offices = shown_offices(reader_of(request))
        if not offices:
            raise Http404
        if len(offices) == 1:
            return redirect("kalender:kantor", offices[0].pk)
        own = set(KalenderKerja.objects.values_list("instansi", flat=True))
        waiting = incomplete(offices)
        rows = [
            (office, office.pk in own, waiting.get(office.pk, [])) for office in offices
        ]
        return self.render_to_response({"rows": rows})


class KalenderView(TemplateView):
    """One office's calendar: a form for administrators, to read for its officials."""

    template_name = "reviews/waktu/kalender.html"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        self.reader = reader_of(request)
        offices = {office.pk: office for office in shown_offices(self.reader)}
        if kwargs["pk"] not in offices:
            raise Http404
        self.office = offices[kwargs["pk"]]
        stored = KalenderKerja.objects.filter(instansi=self.office).first()
        self.row = stored or KalenderKerja(instansi=self.office)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_change(self.reader):
            raise Http404
        form = self.form(request.POST)
        if not form.is_valid():
            messages.error(request, "Kalender belum disimpan. Perbaiki isian bertanda.")
            return self.render_to_response(self.get_context_data(form=form))
        moved = change_kalender(form, self.reader)
        messages.success(
            request,
            f"Kalender kerja disimpan. {moved} tenggat yang berjalan dihitung ulang.",
        )
        return redirect(request.get_full_path())

    def form(self, data: Any = None) -> Any:
        form_class = kalender_panel.get_form_class()
        return form_class(data, instance=self.row, for_user=self.reader)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stored = KalenderKerja.objects.filter(instansi=self.office).first()
        kalender = as_kalender(self.office, stored)
        today = local_date(self.office)
        first = read_month(self.request.GET.get("bulan", ""), today)
        shown = incomplete([self.office], also=[first.year]).get(self.office.pk, [])
        context = {
            **super().get_context_data(**kwargs),
            "instansi": self.office,
            "bulan": month_of(kalender, first),
            "bulan_kurang": first.year in shown,
            "kurang": incomplete([self.office]).get(self.office.pk, []),
            "hari_ini": today,
            "nama_hari": NAMA_HARI,
            "baku": stored is None,
            "indeks_url": reverse("kalender:indeks"),
        }
        if may_change(self.reader):
            form = kwargs.get("form") or self.form()
            panel = kalender_panel.get_bound_panel(
                instance=self.row, request=self.request, form=form
            )
            return {
                **context,
                "form": form,
                "panel": panel,
                "media": form.media + panel.media,
            }
        week = zip(NAMA_HARI, map(day_text, read_pekan(self.row.pekan)), strict=True)
        seasons = self.row.musim.all() if stored else []
        return {**context, "pekan": list(week), "musim": seasons}


class LengkapView(KalenderView):
    """An administrator states that a year of the office has no more cuti bersama."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tahun = kwargs["tahun"]
        try:
            state_complete(self.office, tahun, self.reader)
        except NaskahError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"Kalender {tahun} dinyatakan lengkap.")
        return redirect("kalender:kantor", self.office.pk)
