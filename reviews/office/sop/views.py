"""The menu "SOP": the versions of an office's SOPs; each screen dispatches, no rule here.

The screens of drafts are in :mod:`reviews.office.sop.draft_views`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import View
from wagtail.admin import messages

from reviews.desk.charts import chart_of
from reviews.desk.queries import as_id
from reviews.engine.adoption import draf as actions
from reviews.office.sop import access
from reviews.papers.draf import DrafSOP
from reviews.papers.naskah import Naskah
from reviews.papers.sop import SOP
from reviews.rights.readers import offices_of, reader_of
from reviews.sop.compare import compare
from reviews.sop.write import pruned, yaml_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest


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
        if kind not in {"sop", "draf"}:
            raise PermissionDenied
        pk = as_id(number)
        if kind == "sop":
            sop = get_object_or_404(SOP, pk=pk)
            access.require_office(user, sop.instansi_id)
            return sop, sop.isi.as_data()
        draf = get_object_or_404(DrafSOP, pk=pk)
        access.require_office(user, draf.instansi_id, access.EDIT)
        return draf, pruned(draf.isi)
