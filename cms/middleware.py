"""Around every view: acts are whole or nothing, and browsers load only our own."""

from __future__ import annotations

import json
import logging
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any

from django.contrib.admin.utils import unquote
from django.contrib.messages import ERROR, get_messages
from django.db import DataError, transaction
from django.db.models import ProtectedError
from django.http import Http404, HttpResponseBadRequest, QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.models import Page, TaskState

from cms.outages import DATABASE, outage, unknown_outcome
from cms.refusal import refuse
from pages.errors import NaskahError, StillInUse
from reviews.actions.decide import own_decision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest, HttpResponse

    GetResponse = Callable[[HttpRequest], HttpResponse]

logger = logging.getLogger(__name__)

PROBES = frozenset({"/healthz", "/readyz"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
FIRST_ERROR_STATUS = 400
EXTRA_DATA = "workflow-action-extra-data"
KEYS = frozenset({"pk", "instance_pk"})  # of addresses that take them as text
# A number too large for its column: SQLite's driver raises the one, PostgreSQL the other.
OUT_OF_RANGE = (OverflowError, DataError)
MISFIT = "Nilai yang dikirim di luar jangkauan."
# A form that was cut off, or never was the one that the view reads.
TORN = "Isian yang dikirim tidak lengkap. Muat ulang halaman itu, lalu ulangi."
KEY_DIGITS = 19  # 2^63 has as many

API_POLICY = "default-src 'none'; frame-ancestors 'none'"
# The interactive docs are one inline script and files of our own.
DOCS_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"
)
# Wagtail's admin writes inline styles and scripts; what it must not do is stated.
ADMIN_POLICY = (
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)


class ProbeMiddleware:
    """Who asks whether the process lives need not know the name of the site.

    A container asks itself by 127.0.0.1 and a balancer by a number; neither answer
    says anything of the site, or sends anybody anywhere.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in PROBES:
            request.get_host = lambda: "localhost"  # type: ignore[method-assign]
        return self.get_response(request)


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


class WorkflowRequestMiddleware:
    """Refuses decisions whose parts do not belong together.

    Wagtail's view checks the page of the URL and acts on the task state of the URL,
    which may be another page's (the decision itself is authorised again, see
    ``reviews.actions.decide``). The editor takes the answers as JSON, of any shape.
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
        if "task_state_id" in view_kwargs and not belongs(request, view_kwargs):
            return refuse(
                request,
                NaskahError(
                    "Tautan ini tidak cocok dengan naskahnya. Buka kembali naskah itu "
                    "dari beranda."
                ),
            )
        if request.method == "POST" and (said := repeated(request, view_kwargs)):
            return refuse(request, NaskahError(said))
        if request.method == "POST" and not is_object(request.POST.get(EXTRA_DATA)):
            return refuse(request, NaskahError("Isian tindakan tidak dapat dibaca."))
        return None


class AdminAddressMiddleware:
    """What no address of the admin may ask of the database, Wagtail's or ours.

    Wagtail hands ids and words on as they come: a number above 2^63 is an error of
    SQLite's, NUL one of PostgreSQL's, a key that is no number one of Django's, and a
    count of blocks that is none one of its own.
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
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        keys = (
            value
            for name, value in view_kwargs.items()
            if isinstance(value, int) or (name in KEYS and isinstance(value, str))
        )
        if not all(map(is_key, keys)):
            raise Http404
        posted = request.POST if request.method == "POST" else QueryDict()
        for query in (request.GET, posted):
            if any("\x00" in text for text in words_of(query)):
                return HttpResponseBadRequest("Karakter NUL tidak diperbolehkan.")
        if not all(map(is_key, counters_of(posted))):
            return HttpResponseBadRequest(TORN)
        return None


def is_key(value: object) -> bool:
    """Whether ``value`` can be the id of a row; all of ours are positive numbers."""
    text = str(value)
    return len(text) < KEY_DIGITS and text.isascii() and text.isdigit()


def words_of(query: QueryDict) -> Iterator[str]:
    """Every name and value of ``query``."""
    for name, values in query.lists():
        yield name
        yield from values


def counters_of(query: QueryDict) -> Iterator[str]:
    """How many blocks a StreamField says it has, and their order.

    Wagtail takes them as numbers: a word is its fault, a negative one empties the text.
    """
    for name, values in query.lists():
        if name.endswith(("-count", "-order")):
            yield from values


def repeated(request: HttpRequest, view_kwargs: dict[str, Any]) -> str | None:
    """That a decision stands already, to him who made it and saw no answer.

    Wagtail would tell him that he may not decide.
    """
    task_state = view_kwargs.get("task_state_id")
    if task_state is None or not request.user.is_authenticated:
        return None
    return own_decision(task_state, request.user)


def belongs(request: HttpRequest, view_kwargs: dict[str, Any]) -> bool:
    """Whether the task state of the URL is about the page or snippet of the URL."""
    task_state = (
        TaskState.objects.filter(pk=view_kwargs["task_state_id"])
        .select_related("workflow_state__base_content_type")
        .first()
    )
    if task_state is None:
        return True  # the view answers 404
    state = task_state.workflow_state
    kind = state.base_content_type
    if "page_id" in view_kwargs:
        named, about = view_kwargs["page_id"], kind.model_class() is Page
    else:
        snippet = f"wagtailsnippets_{kind.app_label}_{kind.model}"
        namespace = request.resolver_match.namespace if request.resolver_match else ""
        named, about = unquote(str(view_kwargs.get("pk"))), snippet == namespace
    return about and str(named) == state.object_id


def is_object(posted: str | None) -> bool:
    """Whether ``posted``, if there is anything, is a JSON object."""
    if posted is None:
        return True
    try:
        return isinstance(json.loads(posted), dict)
    except (ValueError, RecursionError):
        return False


class ContentSecurityMiddleware:
    """Says to browsers what a page of ours may load, by the part of the site."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy_of(request))
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        return response


def policy_of(request: HttpRequest) -> str:
    """The policy for the part of the site that ``request`` is in.

    A preview is rendered by a request of Wagtail's own, and framed by the admin.
    """
    in_admin = request.path.startswith(reverse("wagtailadmin_home"))
    if in_admin or getattr(request, "is_preview", False):
        return ADMIN_POLICY
    if request.path == reverse("wagtailapi_v3:openapi-view"):
        return DOCS_POLICY
    return API_POLICY
