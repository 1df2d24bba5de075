"""Screens of Plt. and Plh., of the chart, and of who held what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import View
from wagtail.admin import messages

from pages.errors import NaskahError
from reviews.desk import queries
from reviews.office.organisation.bagan import roots_of
from reviews.office.organisation.forms import PenunjukanForm
from reviews.papers.jabatan import Jabatan, PemangkuJabatan, local_date
from reviews.rights import readers
from reviews.rights.invitations import invite_again, may_invite
from reviews.rights.managers import managed_offices
from reviews.rights.penunjukan import appoint_deputy, end_deputy, may_end, own_terms
from reviews.trail.record import display_name

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from pages.models import InstansiPage


class OfficeView(View):
    """A screen about one office: the one asked for, or the reader's first."""

    def offices(self) -> QuerySet[InstansiPage]:
        """Those whose screen the reader may open."""
        return readers.offices_of(self.reader)

    @cached_property
    def reader(self) -> User:
        return readers.reader_of(self.request)

    @cached_property
    def instansi(self) -> InstansiPage:
        offices = self.offices().order_by("title")
        asked = self.request.GET.get("instansi", "")
        if asked:
            offices = offices.filter(pk=queries.as_id(asked))
        office = offices.first()
        if office is None:
            raise PermissionDenied
        return office

    def show(self, template: str, **context: Any) -> HttpResponse:
        offices = self.offices().order_by("title")
        base = {"instansi": self.instansi, "offices": offices}
        return render(
            self.request, f"reviews/organisasi/{template}.html", {**base, **context}
        )


class BaganView(OfficeView):
    """The office's posts as a chart, with who holds them today."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(
            "bagan",
            judul="Bagan organisasi",
            roots=roots_of(self.instansi),
            today=local_date(self.instansi),
            manages=managed_offices(self.reader).filter(pk=self.instansi.pk).exists(),
        )


class PenunjukanView(OfficeView):
    """The office's deputies, and the administrator's form for a new one."""

    def offices(self) -> QuerySet[InstansiPage]:
        return managed_offices(self.reader)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(PenunjukanForm(by=self.reader, instansi=self.instansi))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PenunjukanForm(request.POST, by=self.reader, instansi=self.instansi)
        return appointed(self.request, form, self.reader) or self.page(form)

    def page(self, form: PenunjukanForm) -> HttpResponse:
        rows = PemangkuJabatan.objects.filter(jabatan__instansi=self.instansi)
        return self.show(
            "penunjukan",
            form=form,
            judul="Plt. dan Plh.",
            rows=deputies(rows, self.reader),
            own=False,
        )


class PlhSayaView(View):
    """The holder names who stands in for him while he is away."""

    @cached_property
    def reader(self) -> User:
        return readers.reader_of(self.request)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(PenunjukanForm(by=self.reader, instansi=None))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PenunjukanForm(request.POST, by=self.reader, instansi=None)
        return appointed(self.request, form, self.reader) or self.page(form)

    def page(self, form: PenunjukanForm) -> HttpResponse:
        if not form.posts:
            raise PermissionDenied
        posts = [term.jabatan_id for term in own_terms(self.reader)]
        rows = PemangkuJabatan.objects.filter(
            jabatan__in=posts, kapasitas=PemangkuJabatan.Kapasitas.PLH
        )
        return render(
            self.request,
            "reviews/organisasi/penunjukan.html",
            {
                "form": form,
                "judul": "Tunjuk Plh. selama saya tidak ada",
                "rows": deputies(rows, self.reader),
                "own": True,
            },
        )


def appointed(
    request: HttpRequest, form: PenunjukanForm, by: User
) -> HttpResponse | None:
    """The way on, if it was done; else the form says why not."""
    if not form.is_valid():
        return None
    try:
        deputy = appoint_deputy(form.order, by)
    except NaskahError as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, f"{deputy} ditunjuk, {deputy.masa}.")
    return redirect(request.get_full_path())


def deputies(rows: QuerySet[PemangkuJabatan], reader: User) -> list[dict[str, Any]]:
    """The newest hundred, each with its standing and whether the reader may end it."""
    rows = rows.exclude(kapasitas=PemangkuJabatan.Kapasitas.DEFINITIF)
    rows = rows.select_related("jabatan__instansi", "user", "ditunjuk_oleh")
    return [
        {
            "row": row,
            "keadaan": standing(row),
            "dapat_diakhiri": standing(row) != "Berakhir" and may_end(row, reader),
        }
        for row in rows.order_by("-mulai", "-pk")[:100]
    ]


def standing(row: PemangkuJabatan) -> str:
    """Where the term stands today."""
    today = local_date(row.jabatan.instansi)
    if row.diakhiri_pada or (row.sampai and row.sampai < today):
        return "Berakhir"
    return "Akan datang" if row.mulai > today else "Berlaku"


class AkhiriView(View):
    """Ask once, then end the appointment now."""

    @cached_property
    def deputy(self) -> PemangkuJabatan:
        rows = PemangkuJabatan.objects.select_related("jabatan__instansi", "user")
        deputy = get_object_or_404(rows, pk=self.kwargs["pk"])
        if not may_end(deputy, readers.reader_of(self.request)):
            raise PermissionDenied
        return deputy

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return render(
            request,
            "reviews/organisasi/akhiri.html",
            {"judul": "Akhiri penunjukan", "row": self.deputy, "back": self.back},
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        ended = end_deputy(self.deputy.pk, readers.reader_of(request))
        messages.success(request, f"Penunjukan {ended} berakhir sekarang.")
        return redirect(self.back)

    @property
    def back(self) -> str:
        reader = readers.reader_of(self.request)
        own = any(t.jabatan_id == self.deputy.jabatan_id for t in own_terms(reader))
        return "organisasi:plh_saya" if own else "organisasi:penunjukan"


@method_decorator(require_POST, name="dispatch")
class UndangView(View):
    """Mail the link to choose a password once more."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = get_object_or_404(User, pk=pk)
        invite_again(person, readers.reader_of(request))
        messages.success(request, f"Undangan dikirim kepada {display_name(person)}.")
        return redirect("organisasi:riwayat_orang", pk)


class RiwayatView(View):
    """Who held a post, or which posts a person held, newest first."""

    def get(self, request: HttpRequest, jenis: str, pk: int) -> HttpResponse:
        offices = readers.offices_of(readers.reader_of(request))
        rows = PemangkuJabatan.objects.filter(jabatan__instansi__in=offices)
        subject: Jabatan | User
        if jenis == "jabatan":
            subject = get_object_or_404(Jabatan, pk=pk, instansi__in=offices)
            rows = rows.filter(jabatan=subject)
        else:
            rows = rows.filter(user=pk)
            first = rows.select_related("user").first()
            if first is None:
                raise Http404
            subject = first.user
        rows = rows.select_related("jabatan__instansi", "user", "ditunjuk_oleh")
        return render(
            request,
            "reviews/organisasi/riwayat.html",
            {
                "judul": subject.nama
                if isinstance(subject, Jabatan)
                else display_name(subject),
                "jenis": jenis,
                "undang": subject
                if isinstance(subject, User)
                and may_invite(readers.reader_of(request), subject)
                else None,
                "rows": [
                    (row, standing(row)) for row in rows.order_by("-mulai", "-pk")
                ],
            },
        )
