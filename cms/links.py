"""Wagtail's form for a link to elsewhere, for posts that hold no link."""

from __future__ import annotations

from typing import Any

from wagtail.admin.auth import require_admin_access
from wagtail.admin.forms.choosers import (
    ExternalLinkChooserForm,
    URLOrAbsolutePathField,
)
from wagtail.admin.views.chooser import ExternalLinkView


class LinkField(URLOrAbsolutePathField):
    """A link that is not there is missing; Wagtail's field falls over it."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value or "")


class LinkForm(ExternalLinkChooserForm):
    url = LinkField(label="URL")


class LinkView(ExternalLinkView):
    form_class = LinkForm


choose_external_link = require_admin_access(LinkView.as_view())
