"""The desk in Wagtail's admin: its panels and its place in the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.views.home import (
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)

from reviews.desk import disposisi, views
from reviews.desk.desk import desk_of
from reviews.desk.panels import PANELS

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.urls.resolvers import URLPattern, URLResolver
    from wagtail.admin.ui.components import Component

# Ours say the same, at a cost that does not grow with the tasks in the system.
REPLACED = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    urls = [
        path("bersama/", views.BersamaView.as_view(), name="bersama"),
        path("periksa/<int:state_id>/", views.PeriksaView.as_view(), name="periksa"),
        path(
            "disposisi/<int:penerima_id>/teruskan/",
            disposisi.TeruskanView.as_view(),
            name="teruskan",
        ),
        path(
            "disposisi/<int:penerima_id>/selesai/",
            disposisi.SelesaiView.as_view(),
            name="selesai",
        ),
    ]
    return [path("naskah/meja/", include((urls, "meja")))]


@hooks.register("insert_global_admin_css")
def add_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("reviews/meja.css"))


@hooks.register("construct_homepage_panels")
def lay_out_desk(request: HttpRequest, panels: list[Component]) -> None:
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED)]
    panels.extend(panel() for panel in PANELS)


class MejaMenuItem(MenuItem):
    """The way back to the desk, with the number of things that wait on it."""

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        count = desk_of(request).count
        label = f"{self.label} ({count})" if count else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


@hooks.register("register_admin_menu_item")
def register_meja() -> MenuItem:
    return MejaMenuItem(
        "Meja kerja",
        reverse("wagtailadmin_home"),
        name="meja",
        icon_name="home",
        order=10,
    )
