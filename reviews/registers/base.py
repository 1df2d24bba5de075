"""What all registers have in common, as wagtail-modeladmin knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Permission
from django.urls import re_path, reverse
from wagtail_modeladmin.options import ModelAdmin

from reviews.registers.kolom import Kolom, Saringan
from reviews.registers.readers import ReadOnlyHelper
from reviews.registers.views import RegisterIndexView, RegisterInspectView
from reviews.rights import readers

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.urls import URLPattern

    from pages.models import InstansiPage
    from reviews.papers.naskah import Naskah

Bagian = tuple[str, list[tuple[str, str]]]


class Register(ModelAdmin):
    """Read-only; ``kolom`` and ``saringan`` say what it shows and is chosen by."""

    permission_helper_class = ReadOnlyHelper
    index_view_class = RegisterIndexView
    inspect_view_class = RegisterInspectView
    index_template_name = "reviews/register/daftar.html"
    inspect_template_name = "reviews/register/rincian.html"
    inspect_view_enabled = True
    history_view_enabled = False
    list_per_page = 50
    ordering: tuple[str, ...] = ()
    kolom: tuple[Kolom, ...] = ()
    saringan: tuple[Saringan, ...] = ()
    office_path = "naskah__instansi"
    nama_berkas = "register"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The reader's own offices; this is also what the inspect view looks in."""
        offices = self.permission_helper.offices(readers.reader_of(request))
        return self.rows(self.model._default_manager.all(), offices)

    def rows(
        self, found: QuerySet[Any], offices: QuerySet[InstansiPage]
    ) -> QuerySet[Any]:
        """Those of ``offices``, with all that the columns need."""
        return found.filter(**{f"{self.office_path}__in": offices})

    def bagian(self, row: Any) -> list[Bagian]:
        """Further parts of the detail: a heading, and lines of label and text."""
        return []

    def tautan(self, row: Any) -> str:
        """Where the record's naskah is read."""
        return naskah_url(getattr(row, "naskah", None))

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        """A list and a detail; what changes records has no address."""
        helper = self.url_helper
        return tuple(
            re_path(
                helper.get_action_url_pattern(action),
                view,
                name=helper.get_action_url_name(action),
            )
            for action, view in (
                ("index", self.index_view),
                ("inspect", self.inspect_view),
            )
        )

    def get_permissions_for_registration(self) -> QuerySet[Permission]:
        return Permission.objects.none()

    def register_admin_url_finders(self) -> None:
        """Records are not edited; a berkas keeps the address of its snippet."""


def naskah_url(naskah: Naskah | None) -> str:
    if naskah is None or naskah.page_id is None:
        return ""
    return reverse("naskah:tinjau_halaman", args=[naskah.page_id])


def offices_in(path: str) -> Saringan:
    """By office, for those who read several; ``path`` leads to it."""

    def choices(rows: QuerySet[Any]) -> list[tuple[str, str]]:
        seen = rows.order_by(f"{path}__title").values_list(path, f"{path}__title")
        return [(str(pk), title) for pk, title in seen.distinct()]

    return Saringan("instansi", "Instansi", path, choices)
