"""The list and the detail of every register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin import messages
from wagtail_modeladmin.views import IndexView, InspectView

from reviews.registers import download
from reviews.registers.kolom import shown

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from reviews.registers.kolom import Kolom


@dataclass(frozen=True)
class Kepala:
    """A column's heading, and where a click on it leads."""

    judul: str
    url: str
    arah: str


class RegisterIndexView(IndexView):
    """Modeladmin's list, with filters that know what may be asked.

    Modeladmin hands every unknown parameter to the query, so that anybody who reads
    a list could spell out a password hash letter by letter through its relations.
    """

    query: str

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            messages.warning(request, "Saringan itu tidak dikenal.")
            return redirect(self.index_url)

    def get_queryset(self, request: HttpRequest | None = None) -> QuerySet[Any]:
        request = request or self.request
        self.everything = self.get_base_queryset(request)
        rows = self.everything
        self.saringan = self.chosen(self.everything)
        for spec in self.saringan:
            if spec["nilai"]:
                rows = rows.filter(**{spec["lookup"]: spec["nilai"]})
        self.query = self.query.replace("\x00", "")[:200]
        return self.get_search_results(
            request, rows.order_by(*self.ordered()), self.query
        )

    def chosen(self, rows: QuerySet[Any]) -> list[dict[str, Any]]:
        """Every filter with its choices and what the reader chose."""
        known = {spec.nama for spec in self.model_admin.saringan}
        if set(self.params) - known - {self.SEARCH_VAR, self.ORDER_VAR}:
            raise IncorrectLookupParameters
        specs = []
        for spec in self.model_admin.saringan:
            choices = spec.pilihan(rows)
            value = self.params.get(spec.nama, "")
            if value and value not in {key for key, _ in choices}:
                raise IncorrectLookupParameters
            specs.append(
                {
                    "nama": spec.nama,
                    "judul": spec.judul,
                    "lookup": spec.lookup,
                    "pilihan": choices,
                    "nilai": value,
                }
            )
        return specs

    def ordered(self) -> list[str]:
        """By the column that was clicked, or as the register stands."""
        asked = self.params.get(self.ORDER_VAR, "")
        fields = {column.urut for column in self.columns} - {""}
        if asked.removeprefix("-") in fields:
            return [asked, "-pk"]
        return [*self.model_admin.ordering, "-pk"]

    @property
    def columns(self) -> list[Kolom]:
        return [column for column in self.model_admin.kolom if column.daftar]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paginator = Paginator(self.queryset, self.items_per_page)
        page = paginator.get_page(self.request.GET.get(self.PAGE_VAR))
        rows = [
            {
                "url": self.url_helper.get_action_url("inspect", row.pk),
                "sel": [
                    (column.judul, shown(column.isi(row))) for column in self.columns
                ],
            }
            for row in page
        ]
        return super(IndexView, self).get_context_data(
            rows=rows,
            page_obj=page,
            jumlah=paginator.count,
            kepala=[self.heading(column) for column in self.columns],
            saringan=[spec for spec in self.saringan if len(spec["pilihan"]) > 1],
            tersaring=bool(self.params),
            tautan=self.link_to({}),
            **kwargs,
        )

    def heading(self, column: Kolom) -> Kepala:
        now = self.params.get(self.ORDER_VAR, "")
        turned = f"-{column.urut}" if now == column.urut else column.urut
        way = {column.urut: "ascending", f"-{column.urut}": "descending"}.get(now, "")
        url = self.link_to({self.ORDER_VAR: turned}) if column.urut else ""
        return Kepala(column.judul, url, way if column.urut else "")

    def link_to(self, changes: dict[str, str]) -> str:
        query = QueryDict(mutable=True)
        query.update({**self.params.dict(), **changes})
        return f"{self.index_url}?{query.urlencode()}"

    def as_spreadsheet(self, queryset: QuerySet[Any], spreadsheet_format: str) -> Any:
        """What the list shows, whole; one office's name if it is one office's."""
        offices = self.permission_helper.offices(self.request.user)
        chosen = self.params.get("instansi")
        slugs = offices.filter(pk=chosen) if chosen else offices[:2]
        names = list(slugs.values_list("slug", "title"))
        slug, title = names[0] if len(names) == 1 else ("semua-instansi", "")
        today = timezone.localdate()
        return download.answer(
            queryset,
            self.model_admin.kolom,
            spreadsheet_format,
            " ".join(filter(None, [self.model_admin.menu_label, title])),
            f"{self.model_admin.nama_berkas}-{slug}-{today:%Y-%m-%d}",
        )


class RegisterInspectView(InspectView):
    """One record, whole: every column, and what belongs to it."""

    instance: Any

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        rows = self.get_base_queryset(request).filter(pk=self.instance.pk)
        row = rows.first() if request.user.is_authenticated else None
        if row is None:
            raise PermissionDenied
        self.instance = row
        return super().dispatch(request, *args, **kwargs)

    def get_meta_title(self) -> str:
        return f"{self.model_admin.menu_label}: {self.instance}"

    def get_page_title(self) -> str:
        return str(self.model_admin.menu_label)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.instance
        return super(InspectView, self).get_context_data(
            fields=[
                (column.judul, shown(column.isi(row)))
                for column in self.model_admin.kolom
            ],
            bagian=self.model_admin.bagian(row),
            tautan=self.model_admin.tautan(row),
            **kwargs,
        )
