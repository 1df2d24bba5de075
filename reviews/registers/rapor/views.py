"""The screens of the rapor; the figures and the rules lie elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.text import slugify
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from reviews.papers.pemantauan import FormPemantauan
from reviews.registers.rapor import cells, files
from reviews.registers.rapor.actions import save_pemantauan
from reviews.registers.rapor.charts import charts
from reviews.registers.rapor.forms import BarisForm, PenilaiForm, RaporForm, today_of
from reviews.registers.rapor.passages import rapor_of, sops_of
from reviews.registers.rapor.pemantauan import KAIDAH, initial_of
from reviews.rights.readers import offices_of, reader_of
from reviews.rounds import authority

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from reviews.papers.sop import SOP
    from reviews.registers.rapor.lines import Rapor
    from reviews.registers.rapor.period import Periode

RETURNS_SHOWN = 50
TITLE = "Formulir pemantauan SOP"


class ChosenMixin(View):
    """The SOP and period of the address; without a lawful choice, back to choosing."""

    @cached_property
    def form(self) -> RaporForm:
        sops = sops_of(reader_of(self.request))
        today = today_of(sops.first())
        return RaporForm(self.request.GET.dict(), sops=sops, today=today)

    @property
    def sop(self) -> SOP:
        return self.form.cleaned_data["sop"]

    @property
    def periode(self) -> Periode:
        return self.form.cleaned_data["span"]

    @cached_property
    def rapor(self) -> Rapor:
        return rapor_of(self.sop, self.periode)

    @property
    def query(self) -> str:
        return urlencode(self.form.query)

    @property
    def back(self) -> str:
        return f"{reverse('rapor:rapor')}?{self.query}"


class NeedsChoice(ChosenMixin):
    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not self.form.is_valid():
            return redirect(self.back)
        return super().dispatch(request, *args, **kwargs)


class RaporView(ChosenMixin, TemplateView):
    """The figures of one SOP over one period, as charts and as a table."""

    template_name = "reviews/rapor/rapor.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(form=self.form, **kwargs)
        if not self.form.is_valid():
            return {**context, "belum_ada": not self.form.fields["sop"].queryset}  # type: ignore[attr-defined]
        saved = FormPemantauan.objects.filter(sop=self.sop).defer("isi")
        return {
            **context,
            "sop": self.sop,
            "periode": self.periode,
            "rapor": self.rapor,
            "charts": charts(self.rapor),
            "returns": self.rapor.pengembalian[:RETURNS_SHOWN],
            "saved": saved[:20],
            "query": self.query,
        }


class EksporView(NeedsChoice):
    """The same figures as a file."""

    def get(self, request: HttpRequest, jenis: str) -> HttpResponse:
        tables = cells.rapor_tables(self.sop, self.periode, self.rapor)
        name = f"rapor-{self.sop.kode}-v{self.sop.versi}-{slugify(self.periode.label)}"
        if jenis == "csv":
            return attachment(files.csv_of(tables[0]), files.CSV, f"{name}.csv")
        return attachment(
            files.xlsx_of(tables, "Rapor SOP"), files.XLSX, f"{name}.xlsx"
        )


class PemantauanBaruView(NeedsChoice):
    """The monitoring form, filled in as a proposal, changed, and saved."""

    def get(self, request: HttpRequest) -> HttpResponse:
        lines = [
            BarisForm(prefix=prefix(step.nomor), initial=initial_of(step))
            for step in self.rapor.baris
        ]
        return self.show(PenilaiForm(holders=self.holders), lines)

    def post(self, request: HttpRequest) -> HttpResponse:
        who = PenilaiForm(request.POST, holders=self.holders)
        lines = [
            BarisForm(request.POST, prefix=prefix(step.no))
            for step in self.sop.isi.langkah
        ]
        if not all([who.is_valid(), *[line.is_valid() for line in lines]]):
            messages.error(request, "Formulir belum lengkap. Periksa isian bertanda.")
            return self.show(who, lines)
        form = save_pemantauan(
            self.sop,
            self.periode,
            reader_of(request),
            who.cleaned_data["jabatan"],
            [line.cleaned_data for line in lines],
        )
        messages.success(request, "Formulir pemantauan disimpan.")
        return redirect("rapor:pemantauan", form.pk)

    @cached_property
    def holders(self) -> Any:
        offices = authority.office_holders(self.sop.instansi)
        return offices.filter(user=reader_of(self.request))

    def show(self, who: PenilaiForm, lines: list[BarisForm]) -> HttpResponse:
        context = {
            "title": TITLE,
            "sop": self.sop,
            "periode": self.periode,
            "penilai": who,
            "baris": list(zip(self.rapor.baris, lines, strict=True)),
            "kaidah": KAIDAH,
            "may_save": bool(self.holders),
            "back": self.back,
        }
        return render(self.request, "reviews/rapor/pemantauan_baru.html", context)


class PemantauanView(View):
    """A saved form: to read, to print, or as a file."""

    @cached_property
    def saved(self) -> FormPemantauan:
        offices = offices_of(reader_of(self.request))
        forms = FormPemantauan.objects.filter(instansi__in=offices)
        return get_object_or_404(
            forms.select_related("sop", "instansi"), pk=self.kwargs["pk"]
        )

    def get(
        self, request: HttpRequest, pk: int, jenis: str | None = None
    ) -> HttpResponse:
        table = cells.pemantauan_table(self.saved)
        name = f"pemantauan-{self.saved.sop.kode}-{self.saved.dari}-{self.saved.sampai}"
        if jenis == "xlsx":
            return attachment(files.xlsx_of([table], TITLE), files.XLSX, f"{name}.xlsx")
        if jenis == "docx":
            content = files.docx_of(table, TITLE, self.saved.isi["kaidah"])
            return attachment(content, files.DOCX, f"{name}.docx")
        context = {"title": TITLE, "saved": self.saved, "tabel": table}
        return render(request, "reviews/rapor/pemantauan.html", context)


def prefix(nomor: int) -> str:
    return f"langkah-{nomor}"


def attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)
