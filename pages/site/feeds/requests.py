"""Checking a request outside the API as strictly as the API does its own."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from django.http import Http404
from django.views.decorators.http import require_safe
from ninja import Schema
from ninja.errors import HttpError
from pydantic import ValidationError
from wagtail.api.v3.urls import api

from pages.parameters import refuse_unknown
from pages.reading import state

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

Q = TypeVar("Q", bound=Schema)


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """GET and HEAD of what is public now; errors as the API words them (RFC 7807)."""

    @require_safe
    @wraps(view)
    def answered(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        state.current(state.MAX_AGE)  # takes pages off whose time is up
        try:
            return view(request, **kwargs)
        except (Http404, HttpError, ValidationError) as error:
            return api.on_exception(request, error)

    return answered


def parameters(request: HttpRequest, kind: type[Q]) -> Q:
    """The query string as a ``kind``; unknown names are a 400, bad values a 422."""
    refuse_unknown(request, kind)
    return kind.model_validate(request.GET.dict())
