"""Ways to a naskah's journey: the menu, and the header of its editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from pages.models import NaskahPage
from reviews.desk.perjalanan import views

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.urls.resolvers import URLPattern, URLResolver


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    urls = [
        path("saya/", views.NaskahSayaView.as_view(), name="saya"),
        path("<int:page_id>/", views.PerjalananView.as_view(), name="halaman"),
    ]
    return [path("naskah/perjalanan/", include((urls, "perjalanan")))]


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    return MenuItem(
        "Naskah saya",
        reverse("perjalanan:saya"),
        name="naskah-saya",
        icon_name="doc-full-inverse",
        order=95,
    )


@hooks.register("register_page_header_buttons")
def header_button(
    page: Any, user: User, view_name: str, next_url: str | None = None
) -> list[Button]:
    if not issubclass(page.specific_class or object, NaskahPage):
        return []
    url = reverse("perjalanan:halaman", args=[page.pk])
    return [Button("Di mana naskah ini", url, icon_name="history", priority=6)]
