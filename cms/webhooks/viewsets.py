"""Webhooks and their log in the admin's settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.urls import path
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, StatusTagColumn
from wagtail.admin.viewsets.model import ModelViewSet

from cms.webhooks import views
from cms.webhooks.models import PengirimanWebhook, Webhook
from reviews.rights import readers

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.urls import URLPattern


class WebhookForm(WagtailAdminModelForm):
    """Only superusers set up a webhook for all offices, or for one not their own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office = self.fields["instansi"]
        office.queryset = readers.offices_of(self.for_user)
        office.required = not self.for_user.is_superuser
        office.empty_label = "Semua instansi" if self.for_user.is_superuser else "Pilih"


class OwnOfficeViewSet(ModelViewSet):
    """Every one of its views asks whose row it is."""

    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False

    def construct_view(
        self, view_class: type[Any], **kwargs: Any
    ) -> Callable[..., Any]:
        guarded = type(view_class.__name__, (views.OwnOffice, view_class), {})
        return super().construct_view(guarded, **kwargs)

    def act(self, name: str, view_class: type[views.ActView]) -> URLPattern:
        view = self.construct_view(view_class)
        return path(f"<{self.pk_path_converter}:pk>/{name}/", view, name=name)


class WebhookViewSet(OwnOfficeViewSet):
    model = Webhook
    icon = "link-external"
    menu_label = "Webhook"
    index_view_class = views.WebhookIndexView
    add_view_class = views.WebhookAddView
    edit_view_class = views.WebhookEditView
    list_display = [
        "alamat",
        Column("instansi", label="Instansi", accessor=lambda w: w.instansi or "Semua"),
        Column(
            "peristiwa", label="Peristiwa", accessor=lambda w: ", ".join(w.peristiwa)
        ),
        "keterangan",
        BooleanColumn("aktif", label="Aktif"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("alamat"),
            FieldPanel("instansi", widget=forms.Select),
            MultiFieldPanel(
                [
                    FieldPanel("saat_tayang"),
                    FieldPanel("saat_koreksi"),
                    FieldPanel("saat_tarik"),
                    FieldPanel("saat_berubah"),
                ],
                heading="Peristiwa yang diberitahukan",
            ),
            FieldPanel("keterangan"),
            FieldPanel("aktif"),
        ],
        base_form_class=WebhookForm,
    )

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"usage_url_name": None, **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        stock = [url for url in super().get_urlpatterns() if url.name != "usage"]
        return [
            *stock,
            self.act("uji", views.UjiView),
            self.act("rahasia", views.RahasiaView),
        ]


def visible_webhooks(request: HttpRequest) -> QuerySet[Webhook]:
    return views.visible(Webhook, request)


class PengirimanFilterSet(WagtailFilterSet):
    webhook = django_filters.ModelChoiceFilter(
        queryset=visible_webhooks, label="Webhook"
    )

    class Meta:
        model = PengirimanWebhook
        fields = ["status", "peristiwa", "webhook"]


class PengirimanViewSet(OwnOfficeViewSet):
    """Read-only: the only act is sending again."""

    model = PengirimanWebhook
    icon = "history"
    menu_label = "Pengiriman webhook"
    index_view_class = views.PengirimanIndexView
    inspect_view_class = views.PengirimanInspectView
    inspect_view_enabled = True
    inspect_view_fields = [
        "id",
        "webhook",
        "peristiwa",
        "page_id",
        "status",
        "percobaan",
        "kode_http",
        "kesalahan",
        "dibuat_pada",
        "dicoba_pada",
        "waktu_berikut",
        "isi",
    ]
    filterset_class = PengirimanFilterSet
    search_fields = ["page_id", "webhook__alamat"]
    list_per_page = 50
    list_display = [
        "webhook",
        Column("peristiwa", label="Peristiwa", accessor="get_peristiwa_display"),
        Column("page_id", label="Halaman"),
        StatusTagColumn(
            "status",
            label="Status",
            accessor="get_status_display",
            primary=lambda row: row.status == PengirimanWebhook.Status.TERKIRIM,
        ),
        Column("percobaan", label="Percobaan"),
        Column("kode_http", label="Kode HTTP"),
        Column("kesalahan", label="Kesalahan"),
        DateColumn("dibuat_pada", label="Dibuat", sort_key="dibuat_pada"),
    ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        absent = ("add", "edit", "delete", "history", "usage")
        names = {f"{name}_url_name": None for name in absent}
        return super().get_common_view_kwargs(**{**names, **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<uuid:pk>/", self.inspect_view, name="inspect"),
            self.act("ulang", views.UlangView),
        ]

    def register_admin_url_finder(self) -> None:
        """There is no screen to edit a message."""


webhook = WebhookViewSet("webhook")
pengiriman = PengirimanViewSet("pengiriman_webhook")
