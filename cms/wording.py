"""Words of Wagtail's admin that its own code does not mark for translation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy
from wagtail.admin.forms.choosers import EmailLinkChooserForm
from wagtail.admin.forms.workflows import TaskChooserSearchForm, WorkflowPageForm
from wagtail.admin.views.pages.search import SearchView
from wagtail.models import Page
from wagtail.sites.views import IndexView as SiteIndexView
from wagtail.users.forms import PagePermissionsForm

if TYPE_CHECKING:
    from collections.abc import Callable


def heading(message: str) -> str:
    return str(capfirst(gettext(message)))


heading_lazy = lazy(heading, str)


def name_columns() -> None:
    """Columns and fields that are called by their Python names."""
    for column in SiteIndexView.columns:
        if column.name in ("site_name", "root_page"):
            column.label = heading_lazy(column.name.replace("_", " "))
    for form in (PagePermissionsForm, WorkflowPageForm):
        form.base_fields["page"].label = gettext_lazy("Page")
    email = EmailLinkChooserForm.base_fields["email_address"]
    email.label = gettext_lazy("Email address")
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
