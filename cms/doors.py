"""At the doors of Wagtail's admin: what another office has is not there."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.http import Http404
from wagtail.models import APIToken

from cms.middleware.admin_address import is_key
from cms.middleware.whole_or_nothing import SAFE_METHODS, answer_to
from cms.outages import DATABASE
from reviews.papers.laporan import Berkas
from reviews.rights import sight
from reviews.rights.accounts import within_reach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.contrib.auth.models import User
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.urls import ResolverMatch

    Rule = Callable[[User], QuerySet[Any]]

PAGES = frozenset(
    {"page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk"}
)
# Screens about one row: what their ``pk`` may name.
ROWS: dict[str, Rule] = {
    "wagtailusers_users": within_reach,
    "wagtailusers_api_tokens": lambda user: APIToken.objects.filter(user=user),
    "wagtailsnippets_reviews_berkas": lambda user: sight.visible(
        user, Berkas.objects.all()
    ),
}
CHOSEN_PAGES = "wagtailadmin_choose_page_chosen_multiple"


ASKED: ContextVar[HttpRequest | None] = ContextVar("asked", default=None)


def reader() -> User | None:
    """Who is asking just now; nobody where the code runs for no request.

    For widgets and choices: Wagtail hands them no request, and its own log's context
    ends before they are rendered.
    """
    request = ASKED.get()
    return request.user if request and request.user.is_authenticated else None


class OfficeDoorMiddleware:
    """Before any view of Wagtail's: may the reader know of what the address names?

    Its views look the thing up first and ask for rights later, where the title has
    been said already; some never ask.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = ASKED.set(request)
        try:
            return self.get_response(request)
        finally:
            ASKED.reset(asked)

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponse],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or not has_door(match):
            return None
        try:
            require_known(request, match)
        except DATABASE as error:  # Django asks nobody about what is raised here
            return answer_to(request, error)
        return None


def has_door(match: ResolverMatch) -> bool:
    """Wagtail's views, but those of its API, which have a rule of their own.

    See ``cms.stock_v3``; reads of the API are not to wait for a session.
    """
    name = match.view_name
    return name.startswith("wagtail") and not name.startswith("wagtailapi")


def require_known(request: HttpRequest, match: ResolverMatch) -> None:
    user = request.user
    if not user.is_authenticated or user.is_superuser:
        return
    for rule, key in named(request, match):
        if not is_key(key) or not rule(user).filter(pk=key).exists():
            raise Http404


def named(request: HttpRequest, match: ResolverMatch) -> Iterator[tuple[Rule, Any]]:
    """The rows that the address names, each with the rule for its kind.

    What is public may be looked at; acts are for one's own.
    """
    pages = sight.pages if request.method in SAFE_METHODS else sight.own_pages
    for name, value in match.kwargs.items():
        if is_page(name, match):
            yield pages, value
        elif name == "pk" and match.namespace in ROWS:
            yield ROWS[match.namespace], value
    if match.view_name == CHOSEN_PAGES:
        yield from ((pages, key) for key in request.GET.getlist("id"))


def is_page(name: str, match: ResolverMatch) -> bool:
    """Whether the parameter ``name`` of an address of the admin names a page."""
    return name in PAGES or (name == "pk" and match.namespace == "wagtailadmin_pages")
