"""A form that arrives torn, or never was a form, is answered; never with a 500."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from wagtail.models import TaskState

from tests.factories import SiteDocumentFactory, SiteImageFactory
from tests.proof import DEEP, a_share
from tests.reviews import builders as b

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User
    from django.http import HttpResponse

    from pages.models import BeritaPage

pytestmark = pytest.mark.django_db

PARAMETER = re.compile(r"<(?:\w+:)?(?P<name>\w+)>")
EDITED = re.compile(r"/pages/.*(edit|revert|add|copy)/")
LEFT_OUT = frozenset(
    {
        "admin/failwhale/",  # Wagtail's own way to look at the page of a 500
    }
)
# What is left of a torn form: nothing, a button and a field, counters without rows.
TORN: tuple[dict[str, str], ...] = (
    {},
    {"action-submit": "1", "title": "Sobek", "isi-count": "1", "lampiran-count": "1"},
    {"title": "", "isi-count": "0", "lampiran-count": "0", "next": "//lain"},
    {"isi-count": "x", "lampiran-count": "-1", "collection": "x", "page": "x"},
)
WORDS = {
    "app_label": "pages",
    "content_type_app_name": "pages",
    "content_type_model_name": "beritapage",
    "model_name": "beritapage",
    "action": "delete",
    "action_name": "approve",
}


def routes(resolver: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every address below ``resolver`` with its view."""
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry.callback
        else:
            yield from routes(entry, route)


def admin_routes() -> list[tuple[str, Any]]:
    home = reverse("wagtailadmin_home").lstrip("/")
    found = [
        (route, view)
        for route, view in routes(get_resolver())
        if route.startswith(home)
        and route not in LEFT_OUT
        and not re.search(r"[\^$\\(]", route)
    ]
    assert len(found) > 250
    return found


def address(route: str, view: Any, page: BeritaPage) -> str:
    """``route`` with ids of what there is, of ``page`` where it wants a page."""

    def value(match: re.Match[str]) -> str:
        name = match["name"]
        if name in WORDS:
            return WORDS[name]
        if "page" in name or name == "parent_id":
            return str(page.pk)
        if name == "destination_id":
            return str(page.get_parent().pk)
        if name == "revision_id":
            return str(page.latest_revision_id)
        if name == "task_state_id":
            about = TaskState.objects.filter(workflow_state__object_id=str(page.pk))
            return str(getattr(about.last(), "pk", 1))
        first = first_of(view)
        return str(first.pk) if first else "1"

    return "/" + PARAMETER.sub(value, route)


def first_of(view: Any) -> Any:
    """Something that ``view`` is about."""
    given = getattr(view, "view_initkwargs", {}).get("model")
    model = given or getattr(getattr(view, "view_class", None), "model", None)
    return (
        model._default_manager.first() if hasattr(model, "_default_manager") else None
    )


def post(user: User, path: str, body: dict[str, str]) -> HttpResponse:
    """A post of ``user`` that is taken back afterwards, his logging out too."""
    client = Client(raise_request_exception=False)
    with transaction.atomic():
        client.force_login(user)
        answer = client.post(path, body)
        assert settings.SESSION_COOKIE_NAME in client.cookies
        transaction.set_rollback(True)
    return answer


def posts() -> Iterator[tuple[User, str, dict[str, str]]]:
    """Everybody's to everything; in short, a superuser's and pages' above all."""
    sop = b.adopted("002")
    SiteImageFactory(collection__name="Lain")
    SiteDocumentFactory()
    draft, waiting = b.drafted(sop, "Konsep"), b.submitted(sop, "Menunggu")
    pages = [draft, *([waiting, b.published(sop, "Tayang")] if DEEP else [])]
    users = [b.superuser(), *([draft.owner, b.decider(waiting)] if DEEP else [])]
    for user, page in product(users, pages):
        for route, view in a_share(admin_routes()):
            bodies = TORN if DEEP or EDITED.search(route) else TORN[:1]
            for body in bodies:
                yield user, address(route, view, page), body


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.slow
def test_no_post_with_missing_fields_is_a_fault_of_the_server() -> None:
    faults = set()
    for user, path, body in posts():
        answer = post(user, path, body)
        if answer.status_code >= 500:
            faults.add((path, str(body), repr(answer.exc_info)))
    assert faults == set()
