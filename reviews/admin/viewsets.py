"""Posts, holders and dossiers in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from reviews.admin import queries
from reviews.models.jabatan import Jabatan, PemangkuJabatan
from reviews.models.laporan import Berkas

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class JabatanViewSet(ModelViewSet):
    model = Jabatan
    icon = "group"
    menu_label = "Jabatan"
    form_fields = ["instansi", "nama", "atasan", "penanggung_jawab"]
    list_display = ["nama", "instansi", "atasan"]
    list_filter = ["instansi"]
    search_fields = ["nama"]


class PemangkuViewSet(ModelViewSet):
    model = PemangkuJabatan
    icon = "user"
    menu_label = "Pemangku jabatan"
    panels = [
        FieldPanel("jabatan"),
        FieldPanel("user"),
        FieldPanel("nip"),
        FieldPanel("kapasitas"),
        FieldPanel("mulai"),
        FieldPanel("sampai"),
    ]
    form_fields = ["jabatan", "user", "nip", "kapasitas", "mulai", "sampai"]
    list_display = ["sebutan", "user", "kapasitas", "mulai", "sampai"]
    list_filter = ["kapasitas", "jabatan__instansi"]


class OrganisationViewSetGroup(ModelViewSetGroup):
    menu_label = "Organisasi"
    menu_icon = "group"
    menu_order = 300
    items = (JabatanViewSet("jabatan"), PemangkuViewSet("pemangku"))


organisation = OrganisationViewSetGroup()


class BerkasReviewView(EditView):
    """A berkas is not edited; its screen is the review screen."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(queries.subject_url(self.object))


class BerkasViewSet(SnippetViewSet):
    """Gives the steps after publication Wagtail's own workflow views."""

    model = Berkas
    icon = "folder-open-1"
    panels = [FieldPanel("laporan", read_only=True)]
    edit_view_class = BerkasReviewView
    add_to_admin_menu = False
    list_display = ["__str__", "ditutup_pada"]
    copy_view_enabled = False
