"""The menu "SOP" in Wagtail's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from reviews.office.sop import draft_views, views
from reviews.rights import readers

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.urls.resolvers import URLPattern, URLResolver


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    urls = [
        path("", views.DaftarView.as_view(), name="daftar"),
        path("banding/", views.BandingView.as_view(), name="banding"),
        path("<int:sop_id>/", views.VersiView.as_view(), name="versi"),
        path("<int:sop_id>/yaml/", views.EksporView.as_view(), name="ekspor"),
        path("<int:sop_id>/hentikan/", views.HentikanView.as_view(), name="hentikan"),
        path("<int:sop_id>/revisi/", views.RevisiView.as_view(), name="revisi"),
        path("baru/<int:instansi_id>/", draft_views.BaruView.as_view(), name="baru"),
        path("draf/<int:draf_id>/", draft_views.DrafView.as_view(), name="draf"),
        path(
            "draf/<int:draf_id>/pratinjau/",
            draft_views.PratinjauView.as_view(),
            name="pratinjau",
        ),
        path(
            "draf/<int:draf_id>/yaml/",
            draft_views.DrafYamlView.as_view(),
            name="draf_yaml",
        ),
        path(
            "draf/<int:draf_id>/hapus/", draft_views.HapusView.as_view(), name="hapus"
        ),
        path(
            "draf/<int:draf_id>/berlakukan/",
            draft_views.BerlakukanView.as_view(),
            name="berlakukan",
        ),
    ]
    return [path("naskah/sop/", include((urls, "sop")))]


class SOPMenuItem(MenuItem):
    """For everybody in office: the procedures are theirs to read."""

    def is_shown(self, request: HttpRequest) -> bool:
        return readers.has_office(readers.reader_of(request))


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    return SOPMenuItem(
        "SOP", reverse("sop:daftar"), name="sop", icon_name="tasks", order=700
    )


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """So that an office's administrators can be given them in Settings → Groups."""
    return Permission.objects.filter(
        content_type__app_label="reviews",
        codename__in=("change_drafsop", "berlakukan_drafsop"),
    )
