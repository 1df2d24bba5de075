"""Posts and holders as lists and forms, each administrator for his own offices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from pages.errors import NaskahError
from reviews.papers.jabatan import Jabatan, PemangkuJabatan
from reviews.rights import readers
from reviews.rights.managers import managed_offices, manages_any, require_other
from reviews.rights.penunjukan import own_terms

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from pages.models import InstansiPage


class OwnOffices:
    """Mixed into Wagtail's views: another office's rows are not there."""

    request: HttpRequest

    @property
    def offices(self) -> QuerySet[InstansiPage]:
        return managed_offices(readers.reader_of(self.request))

    def get_base_queryset(self) -> QuerySet[Any]:
        rows = super().get_base_queryset()  # type: ignore[misc]
        path = "instansi" if rows.model is Jabatan else "jabatan__instansi"
        return rows.filter(**{f"{path}__in": self.offices})

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        row = super().get_object(*args, **kwargs)  # type: ignore[misc]
        post = row if isinstance(row, Jabatan) else row.jabatan
        if not self.offices.filter(pk=post.instansi_id).exists():
            raise PermissionDenied
        return row

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        """Only the administrator's own offices, their posts and their people."""
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        reader = readers.reader_of(self.request)
        posts = Jabatan.objects.filter(instansi__in=self.offices)
        people = User.objects.filter(is_active=True)
        if not reader.is_superuser:
            people = people.filter(jabatan_dipangku__jabatan__in=posts).distinct()
        choices = {
            "instansi": self.offices,
            "atasan": posts.select_related("instansi"),
            "jabatan": posts.select_related("instansi"),
            "user": people,
        }
        for name in choices.keys() & form.fields.keys():
            form.fields[name].queryset = choices[name]
        return form

    def is_valid(self, form: Any) -> bool:
        if form.is_valid() and isinstance(form.instance, PemangkuJabatan):
            try:
                require_other(readers.reader_of(self.request), form.instance)
            except NaskahError as error:
                form.add_error(None, str(error))
        return bool(super().is_valid(form))  # type: ignore[misc]


class IndexView(OwnOffices, generic.IndexView):
    pass


class CreateView(OwnOffices, generic.CreateView):
    pass


class EditView(OwnOffices, generic.EditView):
    pass


class DeleteView(OwnOffices, generic.DeleteView):
    pass


class HistoryView(OwnOffices, generic.HistoryView):
    def get_base_queryset(self) -> QuerySet[Any]:
        return generic.HistoryView.get_base_queryset(self)


class UsageView(OwnOffices, generic.UsageView):
    def get_base_queryset(self) -> QuerySet[Any]:
        return generic.UsageView.get_base_queryset(self)


class OwnViewSet(ModelViewSet):
    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    delete_view_class = DeleteView
    history_view_class = HistoryView
    usage_view_class = UsageView
    copy_view_enabled = False


class JabatanViewSet(OwnViewSet):
    model = Jabatan
    icon = "group"
    menu_label = "Jabatan"
    form_fields = ["instansi", "nama", "atasan", "penanggung_jawab", "jamak"]
    list_display = ["nama", "instansi", Column("atasan", accessor="atasan.nama")]
    list_filter = ["instansi"]
    search_fields = ["nama"]
    search_backend_name = None


class PemangkuViewSet(OwnViewSet):
    model = PemangkuJabatan
    icon = "user"
    menu_label = "Pemangku jabatan"
    panels = [
        FieldPanel(name)
        for name in ("jabatan", "user", "nip", "kapasitas", "mulai", "sampai", "alasan")
    ]
    form_fields = ["jabatan", "user", "nip", "kapasitas", "mulai", "sampai", "alasan"]
    list_display = [
        "sebutan",
        "user",
        "kapasitas",
        DateColumn("mulai"),
        DateColumn("sampai"),
    ]
    list_filter = ["kapasitas", "jabatan__instansi"]


class OrganisationViewSetGroup(ModelViewSetGroup):
    menu_label = "Organisasi"
    menu_icon = "group"
    menu_order = 600
    submenu_hook = "register_organisation_menu_item"
    items = (JabatanViewSet("jabatan"), PemangkuViewSet("pemangku"))


organisation = OrganisationViewSetGroup()


class ReaderItem(MenuItem):
    """For everybody in office."""

    def is_shown(self, request: HttpRequest) -> bool:
        return readers.has_office(readers.reader_of(request))


class HolderItem(MenuItem):
    """For those who hold a post and may name a Plh. for it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(own_terms(readers.reader_of(request)))


class ManagerItem(MenuItem):
    """For administrators."""

    def is_shown(self, request: HttpRequest) -> bool:
        return manages_any(readers.reader_of(request))


# Beside the lists of posts and holders, which stand at 1 and 2.
MENU: tuple[tuple[type[MenuItem], str, str, str, int], ...] = (
    (ReaderItem, "Bagan organisasi", "bagan", "site", 0),
    (HolderItem, "Tunjuk Plh.", "plh_saya", "user", 0),
    (ManagerItem, "Plt. dan Plh.", "penunjukan", "user", 3),
    (ManagerItem, "Impor orang", "impor", "upload", 4),
    (ReaderItem, "Hak akses", "hak", "key", 5),
)


def menu_item(position: int) -> MenuItem:
    kind, label, name, icon, order = MENU[position]
    url = reverse(f"organisasi:{name}")
    return kind(label, url, name=name, icon_name=icon, order=order)
