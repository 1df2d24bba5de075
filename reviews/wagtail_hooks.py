"""Where this product meets Wagtail's admin; each hook dispatches and holds no rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem, PageLockedMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.pages import page_viewset_registry
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet

from pages.models import NaskahPage
from reviews.desk import alur_hooks, policies, queries
from reviews.desk import hooks as meja_hooks
from reviews.desk.perjalanan import hooks as perjalanan_hooks
from reviews.desk.review import screen, views, viewsets
from reviews.engine.gate import may_hand_in
from reviews.notices import hooks as surat_hooks
from reviews.office.calendar import hooks as waktu_hooks
from reviews.office.organisation import hooks as organisasi_hooks
from reviews.office.sop import hooks as draf_hooks
from reviews.registers import hooks as register_hooks
from reviews.registers.rapor import hooks as rapor_hooks
from reviews.rights import readers
from reviews.rounds import addresses

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest, HttpResponse
    from django.urls.resolvers import URLPattern, URLResolver
    from wagtail.admin.site_summary import SummaryItem
    from wagtail.models import Page

__all__ = [
    "alur_hooks",
    "draf_hooks",
    "meja_hooks",
    "organisasi_hooks",
    "perjalanan_hooks",
    "rapor_hooks",
    "register_hooks",
    "surat_hooks",
    "waktu_hooks",
]

policies.register()
register_snippet(viewsets.BerkasViewSet)
page_viewset_registry.register(NaskahPage, viewsets.NaskahViewSet())


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    urls = [
        path(
            "halaman/<int:page_id>/", screen.TinjauView.as_view(), name="tinjau_halaman"
        ),
        path(
            "berkas/<int:berkas_id>/", screen.TinjauView.as_view(), name="tinjau_berkas"
        ),
        path(
            "halaman/<int:page_id>/pratinjau/",
            views.PratinjauView.as_view(),
            name="pratinjau",
        ),
        path(
            "halaman/<int:page_id>/centang/<int:task_id>/",
            views.CentangView.as_view(),
            name="centang",
        ),
        path(
            "berkas/<int:berkas_id>/akhiri/",
            views.AkhiriView.as_view(),
            name="akhiri_berkas",
        ),
        path("halaman/<int:page_id>/tarik/", views.TarikView.as_view(), name="tarik"),
        path(
            "halaman/<int:page_id>/jadwal/",
            views.BatalJadwalView.as_view(),
            name="batal_jadwal",
        ),
        path("penugasan/", views.PenugasanView.as_view(), name="penugasan"),
    ]
    return [path("naskah/", include((urls, "naskah")))]


class PenugasanMenuItem(MenuItem):
    """Shown to those who may begin a naskah by an order."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(queries.orders_for(readers.reader_of(request)))


@hooks.register("register_admin_menu_item")
def register_penugasan() -> MenuItem:
    return PenugasanMenuItem(
        "Penugasan baru",
        reverse("naskah:penugasan"),
        name="penugasan",
        icon_name="mail",
        order=90,
    )


class TinjauMenuItem(ActionMenuItem):
    """In the editor of a text under review: go and look, or decide."""

    name = "action-tinjau"
    template_name = "reviews/admin/menu_tinjau.html"
    order = -10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        page = parent_context["page"]
        task = page.current_workflow_task
        mine = bool(task and task.get_actions(page, parent_context["request"].user))
        context = super().get_context_data(parent_context)
        return {
            **context,
            "url": addresses.subject_url(page),
            "label": "Tinjau dan putuskan" if mine else "Perjalanan naskah",
        }


@hooks.register("construct_page_action_menu")
def offer_review_screen(
    menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """A locked text has no buttons in Wagtail's editor; its review screen has them."""
    for item in menu_items:
        if item.name in {"approve", "reject"} and context.get("page"):
            item.label = own_label(
                item.name, context["page"], readers.reader_of(request)
            )
    page = context.get("page")
    if context["view"] == "create":
        offer_submission(menu_items, request, context["parent_page"])
    if not isinstance(page, NaskahPage) or not page.pk:
        return
    if any(isinstance(item, PageLockedMenuItem) for item in menu_items):
        menu_items[:] = [i for i in menu_items if not isinstance(i, PageLockedMenuItem)]
        menu_items.insert(0, TinjauMenuItem())
    else:
        menu_items.append(TinjauMenuItem())


def offer_submission(
    menu_items: list[ActionMenuItem], request: HttpRequest, parent: Page
) -> None:
    """Who may not hand in saves a draft; Wagtail asks this only of existing pages."""
    workflow = parent.get_workflow()
    if workflow is None or may_hand_in(workflow, readers.reader_of(request)):
        return
    menu_items[:] = [item for item in menu_items if item.name != "action-submit"]


def own_label(name: str, page: NaskahPage, user: User) -> str:
    """The step's own words; Wagtail adds "and Publish" to the last one."""
    task = page.current_workflow_task
    actions = task.get_actions(page, user) if task else []
    return next((label for action, label, _ in actions if action == name), name)


@hooks.register("register_page_header_buttons")
def header_buttons(
    page: Any, user: User, view_name: str, next_url: str | None = None
) -> list[Button]:
    if not isinstance(page, NaskahPage) and not issubclass(
        page.specific_class or object, NaskahPage
    ):
        return []
    return [
        Button(
            "Perjalanan naskah",
            addresses.subject_url(page.specific),
            icon_name="clipboard-list",
            priority=5,
        )
    ]


@hooks.register("before_unpublish_page")
def ask_reason(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Withdrawing needs a reason; Wagtail's own confirmation asks for none."""
    if isinstance(page.specific, NaskahPage):
        return redirect("naskah:tarik", page.pk)
    return None


@hooks.register("after_edit_page")
@hooks.register("after_create_page")
def explain_publish(request: HttpRequest, page: Any) -> None:
    """Whoever posts "publish" learns what happened instead."""
    if isinstance(page, NaskahPage) and request.POST.get("action-publish"):
        messages.warning(
            request,
            f"“{page.title}” disimpan sebagai konsep. Penayangan hanya melalui "
            "langkah-langkah SOP.",
        )


@hooks.register("construct_homepage_summary_items", order=100)
def drop_summary(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Totals of the whole site are not an office's business."""
    if not request.user.is_superuser:
        items.clear()
