"""Words of Wagtail's admin that its own code does not mark for translation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.forms.utils import pretty_name
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)
from wagtail.admin.forms.workflows import (
    TaskChooserSearchForm,
    WorkflowContentTypeForm,
    WorkflowPageForm,
)
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import DefaultPageForm
from wagtail.admin.views.pages.search import SearchView
from wagtail.models import Page
from wagtail.sites.views import IndexView as SiteIndexView
from wagtail.users.forms import PagePermissionsForm
from wagtail.users.views.bulk_actions.assign_role import RoleForm

if TYPE_CHECKING:
    from collections.abc import Callable


# Forms with fields that have no label. Django makes one of a field's Python name, and
# that is the message which our catalogue translates.
NAMELESS: tuple[type[Any], ...] = (
    AnchorLinkChooserForm,
    DefaultPageForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PagePermissionsForm,
    PhoneLinkChooserForm,
    RoleForm,
    WorkflowContentTypeForm,
    WorkflowPageForm,
)


def heading(message: str) -> str:
    return str(capfirst(gettext(message)))


heading_lazy = lazy(heading, str)


def name_columns() -> None:
    """Columns and fields that are called by their Python names."""
    for column in SiteIndexView.columns:
        if column.name in ("site_name", "root_page"):
            column.label = heading_lazy(column.name.replace("_", " "))
    for form in NAMELESS:
        for name, field in form.base_fields.items():
            field.label = field.label or gettext_lazy(pretty_name(name))
    SearchView.verbose_name_plural = Page._meta.verbose_name_plural


def name_task_type(init: Callable[..., None]) -> Callable[..., None]:
    """The filter by kind of task is made in the form's ``__init__``."""

    def named(self: TaskChooserSearchForm, *args: Any, **kwargs: Any) -> None:
        init(self, *args, **kwargs)
        if field := self.fields.get("task_type"):
            field.label = gettext("Task type")

    return named


def say_all() -> None:
    """Once, when the admin's hooks are read."""
    name_columns()
    TaskChooserSearchForm.__init__ = name_task_type(TaskChooserSearchForm.__init__)
