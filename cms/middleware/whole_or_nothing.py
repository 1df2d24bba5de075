"""Acts are whole or nothing, and their errors are told once."""

from __future__ import annotations

import logging
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any

from django.contrib.messages import ERROR, get_messages
from django.db import DataError, transaction
from django.db.models import ProtectedError
from django.http import HttpResponseBadRequest
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError

from cms.middleware.admin_address import TORN
from cms.outages import DATABASE, outage, unknown_outcome
from cms.refusal import refuse
from pages.errors import NaskahError, StillInUse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    GetResponse = Callable[[HttpRequest], HttpResponse]

logger = logging.getLogger(__name__)

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
FIRST_ERROR_STATUS = 400
# A number too large for its column: SQLite's driver raises the one, PostgreSQL the other.
OUT_OF_RANGE = (OverflowError, DataError)
MISFIT = "Nilai yang dikirim di luar jangkauan."


class WholeOrNothingMiddleware:
    """An act is one transaction: it is done, or it was never begun.

    Django's ``ATOMIC_REQUESTS`` would do the same for reads, which on SQLite take
    the write lock, and it commits what a view did before it answered with an error.
    Here the act is undone when the view

    * raises (a :class:`~pages.errors.NaskahError` is shown to the reader);
    * answers with a status of 400 or more: API v3 turns errors into such answers;
    * is sent home with an error message: so Wagtail's ``require_admin_access``
      turns a ``PermissionDenied`` of any admin view, even one raised after the
      editor had saved the approver's own changes.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponse],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        if request.method in SAFE_METHODS or iscoroutinefunction(view_func):
            return None
        # Django's own mark: a failed login is refused, and counted all the same.
        if getattr(view_func, "_non_atomic_requests", None):
            return None
        response = None
        try:
            look_first(request, view_func, view_kwargs)
            with transaction.atomic():
                response = view_func(request, *view_args, **view_kwargs)
                if is_refusal(request, response):
                    transaction.set_rollback(True)
        except Exception as error:
            ended = response and after_the_act(request, response, error)
            answer = ended or answer_to(request, error)
            if answer is None:
                raise
            return answer
        return response

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """A read may be refused too; there is nothing to undo."""
        return answer_to(request, exception)


def look_first(
    request: HttpRequest, view_func: Callable[..., object], view_kwargs: dict[str, Any]
) -> None:
    """What a view has to ask of others first: slow, and done before the act begins.

    On SQLite an act keeps all others waiting from its beginning.
    """
    before = getattr(view_func, "before_the_act", None)
    if before is not None:
        before(request, **view_kwargs)


def answer_to(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """What the asker is told of ``error``; ``None`` if it is a fault of our own."""
    if isinstance(error, NaskahError):
        return refuse(request, error)
    if isinstance(error, ProtectedError):
        return refuse(request, StillInUse())
    if isinstance(error, OUT_OF_RANGE):
        return HttpResponseBadRequest(MISFIT)
    if isinstance(error, MultiValueDictKeyError):
        return HttpResponseBadRequest(TORN)
    unavailable = outage(error)
    return refuse(request, unavailable) if unavailable else None


def after_the_act(
    request: HttpRequest, response: HttpResponse, error: Exception
) -> HttpResponse | None:
    """The view had answered: the act is done, unless the database lost it just then.

    A file that the act left behind and that could not be cleared changes nothing.
    """
    if isinstance(error, DATABASE):
        return refuse(request, unknown_outcome(error))
    if isinstance(error, OSError):
        logger.error("After the act: %s", error, exc_info=error)
        return response
    return None


def is_refusal(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the view refused the act, in whichever way it says so."""
    if response.status_code >= FIRST_ERROR_STATUS:
        return True
    return response.headers.get("Location") == reverse(
        "wagtailadmin_home"
    ) and has_new_error(request)


def has_new_error(request: HttpRequest) -> bool:
    """Whether this request queued an error; looks without marking it as shown."""
    queued = getattr(get_messages(request), "_queued_messages", [])
    return any(message.level >= ERROR for message in queued)
