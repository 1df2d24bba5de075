"""Addresses and forms of the admin that no row and no column can answer to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponseBadRequest, QueryDict
from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest, HttpResponse

    GetResponse = Callable[[HttpRequest], HttpResponse]

KEYS = frozenset({"pk", "instance_pk"})  # of addresses that take them as text
KEY_DIGITS = 19  # 2^63 has as many
# A form that was cut off, or never was the one that the view reads.
TORN = "Isian yang dikirim tidak lengkap. Muat ulang halaman itu, lalu ulangi."


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
