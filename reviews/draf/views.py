"""The screens of the menu "SOP"; each dispatches and holds no rule."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST
from django.views.generic import View
from wagtail.admin import messages
from wagtail.log_actions import registry as log_registry

from reviews.actions import draf as actions
from reviews.admin.queries import offices_of, reader_of
from reviews.bagan.svg import draw_table
from reviews.bagan.table import table_of
from reviews.draf import access
from reviews.draf.check import Verdict, judge, mark_faults
from reviews.draf.dasar import Dasar
from reviews.draf.forms import BerlakukanForm, DokumenForm, ImporForm
from reviews.draf.rows import changed_rows
from reviews.models.draf import DrafSOP
from reviews.models.naskah import Naskah
from reviews.models.sop import SOP
from reviews.sop.compare import compare
from reviews.sop.faults import DocumentFaults
from reviews.sop.interpret import interpret
from reviews.sop.write import pruned, yaml_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import User
    from django.http import HttpRequest


def chart_of(data: dict[str, Any]) -> dict[str, Any]:
    """The flowchart and its table, for ``reviews/bagan/bagan.html``."""
    table = table_of(data)
    return {"bagan": svg_markup(draw_table(table)), "tabel": table}


def svg_markup(svg: str) -> SafeString:
    """The SVG writer escapes every text it is given."""
    return mark_safe(svg)  # noqa: S308


class DaftarView(View):
    """Every SOP of the reader's offices, with its versions, and the drafts."""

    def get(self, request: HttpRequest) -> HttpResponse:
        user = reader_of(request)
        offices = offices_of(user).order_by("title")
        if not offices.exists():
            raise PermissionDenied
        versions = SOP.objects.filter(instansi__in=offices).select_related("instansi")
        drafts = DrafSOP.objects.filter(instansi__in=offices)
        edits = access.edits_sop(user)
        rows = [
            {
                "instansi": office,
                "sop": [sop for sop in versions if sop.instansi_id == office.pk],
                "draf": [d for d in drafts if d.instansi_id == office.pk]
                if edits
                else [],
            }
            for office in offices
        ]
        context = {"rows": rows, "edits": edits}
        return render(request, "reviews/draf/daftar.html", context)


class SOPMixin(View):
    """One adopted version of the reader's own office."""

    permission: str | None = None

    def sop_of(self, request: HttpRequest, sop_id: int) -> SOP:
        sop = get_object_or_404(SOP.objects.select_related("instansi"), pk=sop_id)
        access.require_office(reader_of(request), sop.instansi_id, self.permission)
        return sop


class VersiView(SOPMixin):
    """The flowchart of a version, and what the product makes of its steps."""

    def get(self, request: HttpRequest, sop_id: int) -> HttpResponse:
        sop = self.sop_of(request, sop_id)
        user = reader_of(request)
        others = SOP.objects.filter(instansi=sop.instansi, kode=sop.kode)
        context = {
            "sop": sop,
            "alur": [*sop.alur.sebelum_tayang, *sop.alur.sesudah_tayang],
            "others": others.exclude(pk=sop.pk),
            "under_way": Naskah.objects.under_way().filter(sop=sop).count(),
            "edits": access.edits_sop(user),
            "adopts": user.has_perm(access.ADOPT),
            **chart_of(sop.dokumen),
        }
        return render(request, "reviews/draf/versi.html", context)


class EksporView(SOPMixin):
    """The document as YAML, as it can be imported again."""

    def get(self, request: HttpRequest, sop_id: int) -> HttpResponse:
        sop = self.sop_of(request, sop_id)
        return yaml_file(sop.isi.as_data(), f"{sop.kode}-v{sop.versi}")


def yaml_file(data: dict[str, Any], name: str) -> HttpResponse:
    response = HttpResponse(yaml_of(data), content_type="application/yaml")
    response["Content-Disposition"] = f'attachment; filename="{name}.yaml"'
    return response


class HentikanView(SOPMixin):
    """Retire a version, after one look at what that means."""

    permission = access.ADOPT

    def get(self, request: HttpRequest, sop_id: int) -> HttpResponse:
        sop = self.sop_of(request, sop_id)
        under_way = Naskah.objects.under_way().filter(sop=sop).count()
        context = {"sop": sop, "under_way": under_way}
        return render(request, "reviews/draf/hentikan.html", context)

    def post(self, request: HttpRequest, sop_id: int) -> HttpResponse:
        sop = self.sop_of(request, sop_id)
        actions.retire_sop(sop, reader_of(request))
        messages.success(request, f"{sop} dihentikan.")
        return redirect("sop:daftar")


@method_decorator(require_POST, name="dispatch")
class RevisiView(SOPMixin):
    """A draft that begins as this version."""

    permission = access.EDIT

    def post(self, request: HttpRequest, sop_id: int) -> HttpResponse:
        sop = self.sop_of(request, sop_id)
        draf = actions.begin_draf(
            sop.instansi,
            reader_of(request),
            sop.isi.as_data(),
            asal=f"versi {sop.versi}",
        )
        return redirect("sop:draf", draf.pk)


class BandingView(View):
    """Two versions or drafts of one office, step by step."""

    def get(self, request: HttpRequest) -> HttpResponse:
        user = reader_of(request)
        (lama, a), (baru, b) = (
            self.document(user, request.GET.get(name, "")) for name in ("lama", "baru")
        )
        context: dict[str, Any] = {"lama": lama, "baru": baru, "hasil": compare(a, b)}
        for name, one in (("lama", lama), ("baru", baru)):
            kind = "draf" if isinstance(one, DrafSOP) else "versi"
            context[f"{name}_url"] = reverse(f"sop:{kind}", args=[one.pk])
            context[f"{name}_draf"] = kind == "draf"
        return render(request, "reviews/draf/banding.html", context)

    def document(self, user: User, key: str) -> tuple[SOP | DrafSOP, dict[str, Any]]:
        """``sop-3`` or ``draf-2`` by name, of the reader's own offices."""
        kind, _, number = key.partition("-")
        if kind not in {"sop", "draf"} or not number.isascii() or not number.isdigit():
            raise PermissionDenied
        pk = min(int(number[:12]), 2**31)
        if kind == "sop":
            sop = get_object_or_404(SOP, pk=pk)
            access.require_office(user, sop.instansi_id)
            return sop, sop.isi.as_data()
        draf = get_object_or_404(DrafSOP, pk=pk)
        access.require_office(user, draf.instansi_id, access.EDIT)
        return draf, pruned(draf.isi)


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
