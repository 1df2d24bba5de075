"""Wagtail's forms: where they fall over a POST, or ask too little or too much of it."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.signing import BadSignature
from django.http import Http404
from wagtail.admin.forms.account import NameEmailForm
from wagtail.admin.forms.workflows import WorkflowPageForm
from wagtail.admin.views.generic.chooser import CreateViewMixin
from wagtail.contrib.redirects.forms import ConfirmImportManagementForm

from cms.middleware.admin_address import TORN
from pages.errors import NaskahError
from reviews.engine.guards.assignments import refuse_assignment

if TYPE_CHECKING:
    from collections.abc import Callable


def clean_import(self: ConfirmImportManagementForm) -> dict[str, Any]:
    """The second step of an import without its first is a fault of the form's.

    Wagtail reads keys that may be missing, and a message that its error has not.
    """
    cleaned: dict[str, Any] = forms.Form.clean(self) or {}
    for key in ("import_file_name", "input_format"):
        try:
            cleaned[key] = self.signer.unsign(cleaned.get(key, ""))
        except BadSignature as error:
            raise forms.ValidationError(TORN) from error
    return cleaned


def if_offered(dispatch: Callable[..., Any]) -> Callable[..., Any]:
    """Each chooser has an address for its creation form, also where it has no form."""

    @wraps(dispatch)
    def dispatch_offered(self: Any, request: Any, *args: Any, **kwargs: Any) -> Any:
        if self.get_creation_form_class() is None:
            raise Http404
        return dispatch(self, request, *args, **kwargs)

    return dispatch_offered


def clean_assignment(clean: Callable[..., Any]) -> Callable[..., Any]:
    """What its guard would refuse is said at the field, and nothing typed is lost."""

    @wraps(clean)
    def cleaned(self: WorkflowPageForm) -> Any:
        page = self.cleaned_data.get("page")
        workflow = self.cleaned_data.get("workflow")
        result = clean(self)
        if page and workflow:
            try:
                refuse_assignment(workflow, page)
            except NaskahError as error:
                self.add_error("page", str(error))
        return result

    return cleaned


def mend_all() -> None:
    """Once, when the admin's hooks are read."""
    WorkflowPageForm.clean = clean_assignment(WorkflowPageForm.clean)
    ConfirmImportManagementForm.clean = clean_import
    CreateViewMixin.dispatch = if_offered(CreateViewMixin.dispatch)
    # One name is a name: else nobody who has one can change his password there.
    NameEmailForm.base_fields["last_name"].required = False
