"""Where the project itself meets Wagtail's admin; hooks dispatch and hold no rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail import hooks
from wagtail.admin.views.account import ChangePasswordPanel
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from cms import stock_admin, stock_forms, wording
from cms.login.endings import end_access
from cms.login.forms import PasswordChangeForm
from cms.webhooks import viewsets
from cms.webhooks.models import PengirimanWebhook, Webhook
from reviews.rights import readers, sight

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from wagtail.admin.menu import MenuItem
    from wagtail.admin.views.bulk_action import BulkAction
    from wagtail.log_actions import LogActionRegistry
    from wagtail.models import Page

stock_admin.install()
wording.say_all()
stock_forms.mend_all()
ChangePasswordPanel.form_class = PasswordChangeForm

# Whoever may change the webhooks reads their log and sends again.
register_permission_policy(
    PengirimanWebhook, ModelPermissionPolicy(PengirimanWebhook, auth_model=Webhook)
)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [viewsets.webhook, viewsets.pengiriman]


@hooks.register("after_bulk_action")
def end_access_of_many(
    request: HttpRequest, action_type: str, objects: list[User], action: BulkAction
) -> None:
    """Wagtail writes the state of many accounts by one UPDATE, of which no signal tells."""
    if action_type == "set_active_state":
        active = action.cleaned_form.cleaned_data["mark_as_active"]
        end_access([user.pk for user in objects if user.is_active != active])


@hooks.register("construct_help_menu")
def drop_outside_help(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's guide and its news are in English, on another server."""
    outside = ("editor-guide", "whats-new-in-wagtail")
    items[:] = [item for item in items if not item.name.startswith(outside)]


@hooks.register("construct_page_chooser_queryset")
def offer_visible_pages(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    return sight.visible(readers.reader_of(request), pages)


@hooks.register("construct_reports_menu")
def drop_site_wide_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    """Totals of the whole site are not an office's business."""
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name != "page-types-usage"]


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    for name, label in (
        ("rahasia", "Rahasia webhook diganti"),
        ("uji", "Kiriman uji dibuat"),
        ("ulang", "Pengiriman diulang"),
    ):
        actions.register_action(f"naskah.webhook.{name}", label, label)
