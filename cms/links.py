"""Wagtail's form for a link to elsewhere, for posts that hold no link."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from wagtail.admin.auth import require_admin_access
from wagtail.admin.forms.choosers import (
    ExternalLinkChooserForm,
    URLOrAbsolutePathField,
)
from wagtail.admin.views.chooser import ExternalLinkView
from wagtail.models import Page
from wagtail.permissions import policy_registry

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class LinkField(URLOrAbsolutePathField):
    """A link that is not there is missing; Wagtail's field falls over it."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value or "")


class LinkForm(ExternalLinkChooserForm):
    url = LinkField(label="URL")


class LinkView(ExternalLinkView):
    form_class = LinkForm

    def post(self, request: HttpRequest) -> HttpResponse:
        """Wagtail knows each page by its address, and says what its draft is called.

        So another office's stays an address; the chooser offers those that are public.
        """
        answer: HttpResponse = super().post(request)
        said = json.loads(answer.content)
        internal = said.get("internal") or said.get("result") or {}
        if "id" not in internal or may_explore(request, internal["id"]):
            return answer
        outside: HttpResponse = self.render_chosen_response(self.get_result_data())
        return outside


def may_explore(request: HttpRequest, page_id: int) -> bool:
    pages = policy_registry.get_by_type(Page).explorable_instances(request.user)
    return bool(pages.filter(pk=page_id).exists())


choose_external_link = require_admin_access(LinkView.as_view())
