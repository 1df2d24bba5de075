"""The screens of one draft: begin it, fill it in, put it in force.

Each dispatches and holds no rule.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import View
from wagtail.admin import messages
from wagtail.log_actions import registry as log_registry

from reviews.desk.charts import chart_of
from reviews.engine.adoption import draf as actions
from reviews.office.sop import access
from reviews.office.sop.forms import BerlakukanForm, DokumenForm, ImporForm
from reviews.office.sop.opened import Dasar
from reviews.office.sop.step_rows import changed_rows
from reviews.office.sop.verdict import Verdict, judge, mark_faults
from reviews.office.sop.views import yaml_file
from reviews.papers.draf import DrafSOP
from reviews.papers.sop import SOP
from reviews.rights.readers import reader_of
from reviews.sop.bagan.table import table_of
from reviews.sop.compare import compare
from reviews.sop.faults import DocumentFaults
from reviews.sop.interpret import interpret
from reviews.sop.write import pruned

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse


class BaruView(View):
    """Begin a draft: an empty form, or an office's own file."""

    def get(self, request: HttpRequest, instansi_id: int) -> HttpResponse:
        return self.show(request, instansi_id, ImporForm())

    def post(self, request: HttpRequest, instansi_id: int) -> HttpResponse:
        user = reader_of(request)
        office = access.require_office(user, instansi_id, access.EDIT)
        form = ImporForm(request.POST, request.FILES)
        file = request.FILES.get("berkas")
        if file is None:
            draf = actions.begin_draf(office, user, {"instansi": office.title})
            return redirect("sop:draf", draf.pk)
        try:
            raw = file.read(access.MAX_UPLOAD + 1)
            draf = actions.import_draf(office, user, raw, file.name or "berkas")
        except DocumentFaults as error:
            form.add_error("berkas", "Berkas ini belum dapat dipakai.")
            return self.show(request, instansi_id, form, map(str, error.faults))
        messages.success(request, "Berkas dibaca menjadi draf. Periksa isinya.")
        return redirect("sop:draf", draf.pk)

    def show(
        self,
        request: HttpRequest,
        instansi_id: int,
        form: ImporForm,
        faults: Iterable[str] = (),
    ) -> HttpResponse:
        office = access.require_office(reader_of(request), instansi_id, access.EDIT)
        context = {"form": form, "instansi": office, "faults": list(faults)}
        return render(request, "reviews/draf/baru.html", context)


class DrafMixin(View):
    """One draft of an office of the reader's, for those who write SOPs."""

    permission = access.EDIT

    def draf_of(self, request: HttpRequest, draf_id: int) -> DrafSOP:
        draf = get_object_or_404(DrafSOP.objects.select_related("instansi"), pk=draf_id)
        access.require_office(reader_of(request), draf.instansi_id, self.permission)
        return draf


class DrafView(DrafMixin):
    """The form. Saving keeps everything typed; its faults stand beside it."""

    def get(self, request: HttpRequest, draf_id: int) -> HttpResponse:
        draf = self.draf_of(request, draf_id)
        return self.show(request, draf, DokumenForm(draf.isi), Dasar.of(draf))

    def post(self, request: HttpRequest, draf_id: int) -> HttpResponse:
        draf = self.draf_of(request, draf_id)
        dasar = Dasar.opened(draf, request.POST.get("dasar", ""))
        form = DokumenForm(dasar.isi, request.POST)
        order = request.POST.get("baris", "")
        if order:
            form = DokumenForm(changed_rows(form.typed, order), typed=True)
            return self.show(request, draf, form, dasar, typed=True)
        try:
            actions.save_draf(draf, reader_of(request), form.data, dasar.digest)
        except actions.DrafChangedError:
            return self.refuse(request, draf, form, dasar)
        messages.success(request, "Draf disimpan.")
        return redirect("sop:draf", draf.pk)

    def refuse(
        self, request: HttpRequest, draf: DrafSOP, form: DokumenForm, dasar: Dasar
    ) -> HttpResponse:
        """What was typed stays in the form; another save knowingly replaces theirs."""
        draf.refresh_from_db()
        entry = log_registry.get_logs_for_instance(draf).first()
        others = {
            "oleh": entry.user_display_name if entry else "orang lain",
            "pada": draf.diubah_pada,
            "hasil": compare(pruned(dasar.isi), pruned(draf.isi)),
        }
        seen = Dasar(dasar.isi, draf.digest)
        return self.show(request, draf, form, seen, typed=True, others=others)

    def show(
        self,
        request: HttpRequest,
        draf: DrafSOP,
        form: DokumenForm,
        dasar: Dasar,
        *,
        typed: bool = False,
        others: dict[str, Any] | None = None,
    ) -> HttpResponse:
        verdict = judge(form.data)
        if typed or draf.isi.get("langkah"):
            mark_faults(form, verdict)
        context = {
            "draf": draf,
            "form": form,
            "dasar": dasar.seal(draf),
            "others": others,
            "verdict": verdict,
            "typed": typed,
            "lajur": table_of(form.data).lajur,
            "adopts": reader_of(request).has_perm(access.ADOPT),
            "in_force": SOP.objects.in_force()
            .filter(instansi=draf.instansi, kode=str(draf.isi.get("id", ""))[:120])
            .first(),
            **verdict_context(form.data, verdict),
        }
        status = HTTPStatus.CONFLICT if others else HTTPStatus.OK
        return render(request, "reviews/draf/draf.html", context, status=status)


def verdict_context(data: dict[str, Any], verdict: Verdict) -> dict[str, Any]:
    """The chart, and what a sound document means as a workflow."""
    alur = interpret(verdict.loaded.dokumen) if verdict.loaded else None
    steps = [*alur.sebelum_tayang, *alur.sesudah_tayang] if alur else []
    return {"alur": steps, **chart_of(data)}


@method_decorator(require_POST, name="dispatch")
class PratinjauView(DrafMixin):
    """The flowchart and the faults of what is being typed; nothing is kept."""

    def post(self, request: HttpRequest, draf_id: int) -> HttpResponse:
        draf = self.draf_of(request, draf_id)
        dasar = Dasar.opened(draf, request.POST.get("dasar", ""))
        data = DokumenForm(dasar.isi, request.POST).data
        verdict = judge(data)
        context = {"verdict": verdict, "lajur": table_of(data).lajur}
        return render(
            request,
            "reviews/draf/pratinjau.html",
            {**context, **verdict_context(data, verdict)},
        )


class DrafYamlView(DrafMixin):
    """A draft as YAML, with whatever it has."""

    def get(self, request: HttpRequest, draf_id: int) -> HttpResponse:
        draf = self.draf_of(request, draf_id)
        return yaml_file(pruned(draf.isi), f"draf-sop-{draf.pk}")


class HapusView(DrafMixin):
    """Throw a draft away, after one look: it is gone for good."""

    def get(self, request: HttpRequest, draf_id: int) -> HttpResponse:
        context = {"draf": self.draf_of(request, draf_id)}
        return render(request, "reviews/draf/hapus.html", context)

    def post(self, request: HttpRequest, draf_id: int) -> HttpResponse:
        draf = self.draf_of(request, draf_id)
        actions.delete_draf(draf, reader_of(request))
        messages.success(request, "Draf dihapus.")
        return redirect("sop:daftar")


class BerlakukanView(DrafMixin):
    """Bind each lane to a jabatan and put the draft in force."""

    permission = access.ADOPT

    def get(self, request: HttpRequest, draf_id: int) -> HttpResponse:
        return self.answer(request, self.draf_of(request, draf_id), None)

    def post(self, request: HttpRequest, draf_id: int) -> HttpResponse:
        return self.answer(request, self.draf_of(request, draf_id), request.POST)

    def answer(self, request: HttpRequest, draf: DrafSOP, posted: Any) -> HttpResponse:
        verdict = judge(draf.isi)
        if verdict.loaded is None:
            messages.warning(
                request, "Draf belum dapat diberlakukan; perbaiki isian yang ditandai."
            )
            return redirect("sop:draf", draf.pk)
        lanes = list(verdict.loaded.dokumen.pelaksana)
        posts = list(draf.instansi.jabatan.order_by("nama"))
        form = BerlakukanForm(
            posted, lanes=lanes, posts=posts, initial={"dilihat": draf.digest}
        )
        if not form.is_valid():
            context = {
                "form": form,
                "page_title": "Berlakukan SOP",
                "subheading": draf.nama,
                "intro": "Tetapkan jabatan untuk setiap lajur. Naskah baru mengikuti "
                "versi ini; naskah yang sedang berjalan tetap pada versinya.",
                "submit_label": "Berlakukan",
                "icon_name": "clipboard-list",
                "back_url": reverse("sop:draf", args=[draf.pk]),
            }
            return render(request, "reviews/admin/form_page.html", context)
        try:
            sop, created = actions.adopt_draf(
                draf, reader_of(request), form.bindings, form.cleaned_data["dilihat"]
            )
        except actions.DrafChangedError as error:
            messages.warning(request, f"{error} Periksa lagi, lalu berlakukan.")
            return redirect("sop:draf", draf.pk)
        messages.success(
            request,
            f"{sop} berlaku."
            if created
            else f"{sop} sudah berlaku dengan isi yang sama; tidak ada yang berubah.",
        )
        return redirect("sop:versi", sop.pk)
