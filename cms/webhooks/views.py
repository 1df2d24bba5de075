"""The screens of webhooks: an office's administrators see their own, and act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import (
    BaseObjectMixin,
    WagtailAdminTemplateMixin,
)
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button

from cms.webhooks.actions import renew_rahasia, resend_pengiriman, send_uji
from cms.webhooks.models import PengirimanWebhook, Webhook
from reviews.rights import readers

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

OFFICE = {Webhook: "instansi", PengirimanWebhook: "webhook__instansi"}


def visible(model: type[Any], request: HttpRequest) -> QuerySet[Any]:
    """The rows of the reader's own offices; those of all offices for superusers."""
    reader = readers.reader_of(request)
    if reader.is_superuser:
        return model.objects.all()
    return model.objects.filter(**{f"{OFFICE[model]}__in": readers.offices_of(reader)})


class OwnOffice:
    """Around every view about one row: of another office, it does not exist."""

    model: type[Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "pk" in kwargs:
            rows = visible(self.model, request)
            if not rows.filter(pk=kwargs["pk"]).exists():
                raise Http404
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


class OwnOfficeIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        rows = visible(self.model, self.request)
        return rows.select_related(OFFICE[self.model])


class WebhookIndexView(OwnOfficeIndexView):
    add_item_label = "Tambah webhook"
    page_title = "Webhook"


class WebhookAddView(generic.CreateView):
    page_title = "Webhook baru"
    success_message = "Webhook disimpan. Buat rahasianya, lalu catat di penerima."

    def get_success_url(self) -> str:
        return reverse("webhook:rahasia", args=[self.object.pk])


class WebhookEditView(generic.EditView):
    page_title = "Webhook"
    success_message = "Webhook disimpan."

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        pk = self.object.pk
        log = f"{reverse('pengiriman_webhook:index')}?webhook={pk}"
        return [
            Button("Kirim uji", reverse("webhook:uji", args=[pk]), icon_name="mail"),
            Button("Riwayat pengiriman", log, icon_name="history"),
            Button(
                "Rahasia baru", reverse("webhook:rahasia", args=[pk]), icon_name="key"
            ),
            *super().header_more_buttons,
        ]


class PengirimanIndexView(OwnOfficeIndexView):
    page_title = "Pengiriman webhook"

    def get_list_more_buttons(self, instance: PengirimanWebhook) -> list[Button]:
        return [
            Button(
                "Rincian",
                reverse("pengiriman_webhook:inspect", args=[instance.pk]),
                icon_name="info-circle",
            ),
            Button(
                "Kirim ulang",
                reverse("pengiriman_webhook:ulang", args=[instance.pk]),
                icon_name="rotate",
            ),
        ]


class PengirimanInspectView(generic.InspectView):
    page_title = "Pengiriman"

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        value = super().get_field_display_value(field_name, field)
        return "–" if value in {None, ""} else value  # noqa: RUF001

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        again = reverse("pengiriman_webhook:ulang", args=[self.object.pk])
        return [Button("Kirim ulang", again, icon_name="rotate")]


class ActView(
    PermissionCheckedMixin, WagtailAdminTemplateMixin, BaseObjectMixin, TemplateView
):
    """One act on one row: what it does, and the button that does it."""

    permission_required = "change"
    template_name = "cms/webhooks/tindakan.html"
    header_icon = "mail"
    index_url_name = ""
    penjelasan = ""
    tombol = ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {
            "url": reverse(self.index_url_name),
            "label": self.model._meta.verbose_name_plural.capitalize(),
        }
        here = {"url": "", "label": self.page_title, "sublabel": str(self.object)}
        return [*self.breadcrumbs_items, index, here]

    def get_page_subtitle(self) -> str:
        return str(self.object)


class UjiView(ActView):
    page_title = "Kirim uji"
    penjelasan = (
        "Satu pesan berjenis “uji” dikirim ke penerima, ditandatangani seperti pesan "
        "lainnya. Hasilnya tampak pada riwayat pengiriman."
    )
    tombol = "Kirim uji"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        message = send_uji(self.object, readers.reader_of(request))
        messages.success(request, "Kiriman uji masuk antrean.")
        return redirect("pengiriman_webhook:inspect", message.pk)


class RahasiaView(ActView):
    page_title = "Rahasia baru"
    header_icon = "key"
    penjelasan = (
        "Penerima memeriksa tanda tangan setiap pesan dengan rahasia ini. Rahasia hanya "
        "ditampilkan satu kali; yang lama, bila ada, tidak berlaku lagi."
    )
    tombol = "Buat dan tampilkan rahasia"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        rahasia = renew_rahasia(self.object, readers.reader_of(request))
        return self.render_to_response(self.get_context_data(rahasia=rahasia))


class UlangView(ActView):
    page_title = "Kirim ulang"
    header_icon = "rotate"
    penjelasan = (
        "Pesan yang sama dikirim lagi dengan nomor yang sama, sehingga penerima dapat "
        "mengenali pesan yang sudah diterimanya."
    )
    tombol = "Kirim ulang"

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        resend_pengiriman(self.object, readers.reader_of(request))
        messages.success(request, "Pengiriman masuk antrean kembali.")
        return redirect("pengiriman_webhook:inspect", self.object.pk)
