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

from reviews import sight
from reviews.admin import queries

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
        """Wagtail knows a page by its address; the reader perhaps may not.

        The title it goes by is that of the chooser, not that of its next draft.
        """
        answer: HttpResponse = super().post(request)
        said = json.loads(answer.content)
        internal = said.get("internal") or said.get("result") or {}
        if "id" not in internal:
            return answer
        pages = sight.visible(queries.reader_of(request), Page.objects.all())
        page = pages.filter(pk=internal["id"]).first()
        if page is None:
            outside: HttpResponse = self.render_chosen_response(self.get_result_data())
            return outside
        internal["adminTitle"] = page.specific.get_admin_display_title()
        answer.content = json.dumps(said)
        return answer


choose_external_link = require_admin_access(LinkView.as_view())
