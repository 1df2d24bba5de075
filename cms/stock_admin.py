"""Wagtail's admin as it stands, less what another office has.

Nothing is forked: lists and choices that Wagtail takes from all there is are narrowed
to what the reader may know of (:mod:`reviews.rights.sight`), each where it is made.
"""

from __future__ import annotations

from functools import wraps
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from django.http import Http404
from django_filters.filters import QuerySetRequestMixin
from taggit.models import Tag
from wagtail.admin import filters
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.reports.audit_logging import SiteHistoryReportFilterSet
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail.admin.widgets import AdminPageChooser
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.views import chooser as image_chooser
from wagtail.models import Page
from wagtail.models.audit_log import ModelLogEntryManager
from wagtail.users.views import api_tokens
from wagtail.users.views.bulk_actions import AssignRoleBulkAction

from cms.doors import reader
from cms.middleware.admin_address import is_key
from reviews.desk import logs
from reviews.rights import sight
from reviews.rights.accounts import within_reach

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model, QuerySet
    from django.http import HttpRequest
    from wagtail.models import ModelLogEntry

    Rows = Callable[..., QuerySet[Any]]


def install() -> None:
    """Put everything here in the place of what it asks first."""
    for view in (
        WorkflowView,
        WorkflowTasksView,
        ImagesAdminAPIViewSet,
        DocumentsAdminAPIViewSet,
    ):
        view.get_queryset = narrowed(view.get_queryset)
    QuerySetRequestMixin.get_queryset = choices(QuerySetRequestMixin.get_queryset)
    BulkAction.get_actionable_objects = known(BulkAction.get_actionable_objects)
    ModelLogEntryManager.viewable_by_user = readable(
        ModelLogEntryManager.viewable_by_user
    )
    HistoryView.get_base_queryset = of_known(HistoryView.get_base_queryset)
    # Wagtail counts its people, and then offers those of the first log as they are.
    SiteHistoryReportFilterSet.get_users_queryset = (
        SiteHistoryReportFilterSet.get_user_choices
    )
    AdminPageChooser.value_from_datadict = posted(AdminPageChooser.value_from_datadict)
    for module in (filters, image_chooser):
        module.popular_tags_for_model = popular_tags
    api_tokens.get_manageable_token_owners = token_owners
    api_tokens.user_can_manage_token = may_manage_token
    # No permission has these names: superusers alone have it.
    AssignRoleBulkAction.permission_required = "assign_role"
    PageTypesUsageReportView.permission_required = "count"


def narrowed(stock: Rows) -> Rows:
    """A view's list."""

    @wraps(stock)
    def get_queryset(view: Any) -> QuerySet[Any]:
        return sight.visible(view.request.user, stock(view))

    return get_queryset


def choices(stock: Rows) -> Rows:
    """What a list may be filtered by: people, groups, offices."""

    @wraps(stock)
    def get_queryset(field: Any, request: HttpRequest | None) -> QuerySet[Any]:
        rows, user = stock(field, request), reader()
        return rows if rows is None or user is None else sight.visible(user, rows)

    return get_queryset


def known(stock: Callable[..., Any]) -> Callable[..., Any]:
    """What an act on many takes, and what it names as not allowed."""

    @wraps(stock)
    def get_actionable_objects(act: Any) -> tuple[list[Any], dict[str, list[Any]]]:
        able, others = stock(act)
        keys = [row.pk for row in chain(able, *others.values())]
        rows = act.model._default_manager.filter(pk__in=keys)
        user = act.request.user
        kept = within_reach(user) if act.model is User else sight.visible(user, rows)
        seen = set(kept.filter(pk__in=keys).values_list("pk", flat=True))
        if not seen:
            raise Http404
        return [row for row in able if row.pk in seen], {
            # Of its own type, a page knows by which name it goes.
            name: [
                getattr(row, "specific_deferred", row) for row in rows if row.pk in seen
            ]
            for name, rows in others.items()
        }

    return get_actionable_objects


def posted(stock: Callable[..., Any]) -> Callable[..., Any]:
    """Which page a form names: copies and moves answer with the title of any."""

    @wraps(stock)
    def value_from_datadict(widget: Any, data: Any, files: Any, name: str) -> Any:
        value, user = stock(widget, data, files, name), reader()
        if user is None or not is_key(value):
            return value
        pages = sight.visible(user, Page.objects.filter(pk=value))
        return value if pages.exists() else None

    return value_from_datadict


def readable(stock: Rows) -> Rows:
    """The log of all models, in the site's history and what it is filtered by."""

    @wraps(stock)
    def viewable_by_user(manager: Any, user: User) -> QuerySet[ModelLogEntry]:
        return logs.readable(user, stock(manager, user))

    return viewable_by_user


def of_known(stock: Rows) -> Rows:
    """The history of one thing: it may be everybody's, like a kategori."""

    @wraps(stock)
    def get_base_queryset(view: Any) -> QuerySet[Any]:
        return logs.by_known(view.request.user, stock(view))

    return get_base_queryset


def popular_tags(model: type[Model], count: int = 10) -> QuerySet[Tag]:
    """As Wagtail's, which knows the reader and does not hand him on to here."""
    kind = ContentType.objects.get_for_model(model)
    tags = Tag.objects.filter(taggit_taggeditem_items__content_type=kind)
    if user := reader():
        tags = sight.visible(user, tags)
    uses = Count("taggit_taggeditem_items")
    return tags.annotate(item_count=uses).order_by("-item_count")[:count]


def token_owners(user: User) -> QuerySet[User]:
    """A token acts as its owner: another's is made by superusers alone."""
    return User.objects.all() if user.is_superuser else User.objects.filter(pk=user.pk)


def may_manage_token(user: User, owner: User, right: str) -> bool:
    return user.has_perm(right) and (user.is_superuser or user == owner)
