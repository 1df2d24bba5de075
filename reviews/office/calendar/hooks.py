"""The calendars of the offices in the admin, and how a deadline looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from reviews.office.calendar.actions import may_change
from reviews.office.calendar.panels import KalenderPanel
from reviews.office.calendar.views import KalenderIndexView, KalenderView, LengkapView
from reviews.rights.readers import reader_of, terms_today
from reviews.rounds.known_holidays import STATED

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.urls.resolvers import URLResolver
    from wagtail.admin.ui.components import Component
    from wagtail.log_actions import LogActionRegistry


@hooks.register("register_admin_urls")
def register_urls() -> list[URLResolver]:
    urls = [
        path("", KalenderIndexView.as_view(), name="indeks"),
        path("<int:pk>/", KalenderView.as_view(), name="kantor"),
        path("<int:pk>/lengkap/<int:tahun>/", LengkapView.as_view(), name="lengkap"),
    ]
    return [path("naskah/kalender/", include((urls, "kalender")))]


class KalenderMenuItem(MenuItem):
    """Shown to those who may see a calendar."""

    def is_shown(self, request: HttpRequest) -> bool:
        user = reader_of(request)
        posts = [term.jabatan for term in terms_today(user)]
        return may_change(user) or any(post.penanggung_jawab for post in posts)


@hooks.register("register_settings_menu_item")
def register_kalender() -> MenuItem:
    return KalenderMenuItem(
        "Kalender kerja",
        reverse("kalender:indeks"),
        name="kalender-kerja",
        icon_name="date",
        order=50,
    )


@hooks.register("construct_homepage_panels")
def tell_administrators(request: HttpRequest, panels: list[Component]) -> None:
    if may_change(reader_of(request)):
        panels.append(KalenderPanel())


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    said = "Menyatakan kalender kerja lengkap"
    actions.register_action(STATED, "Kalender kerja lengkap", said)


@hooks.register("insert_global_admin_css")
def deadline_style() -> str:
    """Deadlines stand on many screens, Wagtail's own among them."""
    return format_html('<link rel="stylesheet" href="{}">', static("reviews/waktu.css"))
