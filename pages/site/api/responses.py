"""The views of every kind: whole answers, ready in the read rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from pages.parameters import refuse_unknown
from pages.reading import find, state

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pages.reading.kinds import Kind
    from pages.site.api.list_query import ListQuery


def list_response(request: HttpRequest, kind: Kind, query: ListQuery) -> HttpResponse:
    """The list that ``query`` asks for, as the database has it now."""
    refuse_unknown(request, type(query))
    state.current()
    return find.listed(kind, query).to_response()


def detail_response(request: HttpRequest, kind: Kind, page_id: int) -> HttpResponse:
    """One page; 404 where it is not public."""
    refuse_unknown(request)
    state.current()
    answer = find.detail(kind, page_id)
    if answer is None:
        raise Http404(f"{kind.nama} tidak ditemukan.")
    return answer.to_response()
