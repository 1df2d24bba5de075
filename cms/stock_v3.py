"""Wagtail's API v3 as it stands, with what it lacks for the public put around it.

Nothing is forked: one function of its pages router is replaced by ours, which asks it
first, and decorators that ninja has for the purpose stand around the operations.
"""

from __future__ import annotations

from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldDoesNotExist
from django.db import DataError, OperationalError
from django.db.models import Q
from ninja.errors import HttpError
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.api.v3.errors import problem_response
from wagtail.api.v3.permissions import require_any_permission
from wagtail.api.v3.routers import pages as stock
from wagtail.api.v3.schemas.pages import BASE_PAGE_READ_FIELDS
from wagtail.api.validators import APIFieldValidator
from wagtail.contrib.redirects.api.v3.router import router as redirects_router
from wagtail.contrib.redirects.models import Redirect
from wagtail.coreutils import resolve_model_string
from wagtail.documents.api.v3 import router as documents
from wagtail.images.api.v3 import router as images
from wagtail.models import Page
from wagtail.search.backends.base import FilterError

from cms.query_bounds import MISFIT, fault_of, is_misfit
from pages.content.public import public_pages
from pages.file_access import visible_files
from pages.models import SiteDocument, SiteImage
from pages.parameters import unknown_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from ninja import NinjaAPI, Router
    from ninja.operation import Operation

    Run = Callable[..., HttpResponse]

stock_pages = stock.get_pages_queryset
stock_images = images.get_images_queryset
stock_documents = documents.get_documents_queryset

# Parameters that Wagtail reads from the request without naming them in a signature.
UNNAMED = {
    "pages_detail": ("site",),
    "pages_find": ("rich_text_format",),
}


def install(api: NinjaAPI) -> None:
    """Put everything here around ``api``, before its URLs are made."""
    stock.get_pages_queryset = readable_pages
    images.get_images_queryset = readable_images
    documents.get_documents_queryset = readable_documents
    close(redirects_router)
    stock.router.add_decorator(without_hidden_neighbours)
    api.add_decorator(guarded, "view")
    for kind in (
        DataError,
        FieldDoesNotExist,
        FilterError,
        OperationalError,
        OverflowError,
        RecursionError,
    ):
        api.add_exception_handler(kind, refuse_misfit)


def close(router: Router) -> None:
    """Nothing on ``router`` is read but by who may change it (:mod:`reviews.desk.policies`).

    Redirects name the addresses of pages that were withdrawn. Where a public page has
    gone, the public asks ``/api/v3/alamat/``.
    """
    for path in router.path_operations.values():
        for operation in path.operations:
            operation.auth_callbacks = [BearerTokenAuth()]
    router.add_decorator(require_any_permission(Redirect))


def readable_images(request: HttpRequest) -> QuerySet[SiteImage]:
    """What is public for everybody; a token adds what its holder meets in the admin."""
    return stock_images(request).filter(
        pk__in=visible_files(request.user, SiteImage).values("pk")
    )


def readable_documents(request: HttpRequest) -> QuerySet[SiteDocument]:
    return stock_documents(request).filter(
        pk__in=visible_files(request.user, SiteDocument).values("pk")
    )


def readable_pages(request: HttpRequest, model: type[Page] = Page) -> QuerySet[Page]:
    """What is public for everybody; a token adds the pages its holder may edit.

    Drafts are for those who may edit them: what a token only shares with the public
    is not readable in its latest revision.
    """
    stated = stock_pages(request, model)
    public = Q(pk__in=public_pages(Page).values("pk"))
    if not request.user.is_authenticated:
        return stated.filter(public)
    if "draft" in request.GET.getlist("version"):
        return stated
    own = Q(pk__in=stated.order_by().values("pk"))
    on_a_site = Q(depth__gt=1)
    pages = model._default_manager.filter(own | (public & on_a_site))
    return pages.select_related("content_type", "locale").order_by("pk")


def without_hidden_neighbours(view: Callable[..., Any]) -> Callable[..., Any]:
    """The parent and the alias source of a page are shown where they are readable."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        result = view(request, *args, **kwargs)
        if isinstance(result, Page) and request.method == "GET":
            hide_neighbours(request, result)
        return result

    return shown


def hide_neighbours(request: HttpRequest, page: Page) -> None:
    """On this instance only: nothing is saved."""
    readable = readable_pages(request)
    if page.alias_of_id and not readable.filter(pk=page.alias_of_id).exists():
        page.alias_of = None
    parent = page.get_parent()
    if parent is not None and not readable.filter(pk=parent.pk).exists():
        page._cached_parent_obj = None  # what treebeard's get_parent() answers with


def guarded(run: Run) -> Run:
    """Before any operation, ours or Wagtail's: who asks, and what for."""
    operation: Operation = run.__self__  # type: ignore[attr-defined]

    @wraps(run)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if is_bad_token(operation, request):
            response = problem_response(
                status=HTTPStatus.UNAUTHORIZED,
                detail="Token tidak dikenal, atau sudah tidak berlaku.",
            )
        elif fault := fault_of(request.GET) or unknown(operation, request):
            response = operation.api.on_exception(request, HttpError(400, fault))
        else:
            response = run(request, **kwargs)
        if response.status_code == HTTPStatus.UNAUTHORIZED:
            response.headers.setdefault("WWW-Authenticate", "Bearer")
        return response

    return answer


def is_bad_token(operation: Operation, request: HttpRequest) -> bool:
    """Whether a token was given that is none; to Wagtail that is an anonymous reader.

    Operations that need a token look at it themselves.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or needs_token(operation):
        return False
    return "\x00" in token or BearerTokenAuth()(request) is None


def needs_token(operation: Operation) -> bool:
    callbacks = operation.auth_callbacks
    return bool(callbacks) and all(isinstance(c, BearerTokenAuth) for c in callbacks)


def unknown(operation: Operation, request: HttpRequest) -> str | None:
    if request.method != "GET":
        return None
    known = [
        *named_parameters(operation),
        *UNNAMED.get(operation.operation_id or "", ()),
    ]
    if operation.operation_id == "pages_list":
        known += sorted(field_filters(request.GET.getlist("type")) - set(known))
    return unknown_of(request.GET, known)


def named_parameters(operation: Operation) -> list[str]:
    """The query parameters in the signature of ``operation``, in its order."""
    return [
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in model.__ninja_flatten_map__
    ]


def field_filters(types: list[str]) -> set[str]:
    """Fields of the page type by which Wagtail filters its list."""
    try:
        model = resolve_model_string(types[0]) if len(types) == 1 else Page
    except (LookupError, ValueError):
        model = Page  # the type itself is refused further on
    validator = APIFieldValidator(
        model=model, fields=[], base_fields=BASE_PAGE_READ_FIELDS, db_fields_only=True
    )
    return set(validator.allowed_fields)


def refuse_misfit(request: HttpRequest, exc: Any) -> HttpResponse:
    """A value that fits no field."""
    if not is_misfit(exc):
        raise exc
    return problem_response(status=400, detail=MISFIT)
