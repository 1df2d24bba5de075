"""Where the organisation meets Wagtail's admin; each hook dispatches, no rule here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.urls import include, path
from wagtail import hooks

from reviews.office.organisation import entitlement_views, impor_views, views
from reviews.office.organisation.viewsets import MENU, menu_item, organisation

if TYPE_CHECKING:
    from django.urls.resolvers import URLPattern, URLResolver
    from wagtail.log_actions import LogActionRegistry


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    urls = [
        path("bagan/", views.BaganView.as_view(), name="bagan"),
        path("penunjukan/", views.PenunjukanView.as_view(), name="penunjukan"),
        path("plh-saya/", views.PlhSayaView.as_view(), name="plh_saya"),
        path("penunjukan/<int:pk>/akhiri/", views.AkhiriView.as_view(), name="akhiri"),
        path(
            "riwayat/jabatan/<int:pk>/",
            views.RiwayatView.as_view(),
            {"jenis": "jabatan"},
            name="riwayat_jabatan",
        ),
        path(
            "riwayat/orang/<int:pk>/",
            views.RiwayatView.as_view(),
            {"jenis": "orang"},
            name="riwayat_orang",
        ),
        path("undang/<int:pk>/", views.UndangView.as_view(), name="undang"),
        path("hak/", entitlement_views.HakView.as_view(), name="hak"),
        path("impor/", impor_views.ImporView.as_view(), name="impor"),
        path(
            "impor/templat.<str:kind>",
            impor_views.TemplatView.as_view(),
            name="templat",
        ),
    ]
    return [path("naskah/organisasi/", include((urls, "organisasi")))]


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [organisation]


for _position in range(len(MENU)):
    hooks.register(
        "register_organisation_menu_item",
        partial(menu_item, _position),
        order=_position,
    )


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    actions.register_action("reviews.undang", "Mengundang", "Mengirim undangan masuk")
    actions.register_action("reviews.tunjuk", "Menunjuk", "Menunjuk Plt. atau Plh.")
    actions.register_action(
        "reviews.akhiri", "Mengakhiri", "Mengakhiri penunjukan Plt. atau Plh."
    )
