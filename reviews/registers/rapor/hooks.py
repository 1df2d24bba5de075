"""Where the rapor meets Wagtail's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import include, path, re_path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from reviews.registers.rapor import views
from reviews.rights.readers import has_office, reader_of

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.urls.resolvers import URLPattern, URLResolver

BEFORE_REPORTS = 8990


@hooks.register("register_admin_urls")
def register_rapor_urls() -> list[URLPattern | URLResolver]:
    urls = [
        path("", views.RaporView.as_view(), name="rapor"),
        re_path(
            r"^ekspor\.(?P<jenis>csv|xlsx)$", views.EksporView.as_view(), name="ekspor"
        ),
        path(
            "pemantauan/baru/",
            views.PemantauanBaruView.as_view(),
            name="pemantauan_baru",
        ),
        path("pemantauan/<int:pk>/", views.PemantauanView.as_view(), name="pemantauan"),
        re_path(
            r"^pemantauan/(?P<pk>\d{1,18})\.(?P<jenis>xlsx|docx)$",
            views.PemantauanView.as_view(),
            name="pemantauan_berkas",
        ),
    ]
    return [path("naskah/rapor/", include((urls, "rapor")))]


class RaporMenuItem(MenuItem):
    """For everybody in office."""

    def is_shown(self, request: HttpRequest) -> bool:
        return has_office(reader_of(request))


@hooks.register("register_admin_menu_item")
def register_rapor() -> MenuItem:
    return RaporMenuItem(
        "Rapor SOP",
        reverse("rapor:rapor"),
        name="rapor-sop",
        icon_name="time",
        order=BEFORE_REPORTS,
    )
