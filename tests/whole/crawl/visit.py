"""One visit: what the answer says, and what it did to the database."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from tests.reviews.arena import digest_of_table
from tests.whole.crawl.world import WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http import HttpResponse
    from django.test import Client

FORMS = ("GET", "POST")
API = (*FORMS, "PUT", "PATCH", "DELETE")
WRITES = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\W?(\w+)", re.IGNORECASE)
# Nobody else's affairs: that somebody is here, how often he tried to get in, and
# pictures made smaller.
HOUSEKEEPING = frozenset(
    {
        "cms_accountsession",
        "cms_login_counter",
        "pages_siterendition",
        "wagtailadmin_editingsession",
        "wagtailcore_apitoken",
        "wagtailusers_userprofile",
    }
)
# A form that agrees to everything, as far as one form can.
FORM = {
    "title": "Sobek",
    "slug": "sobek",
    "action-publish": "1",
    "action-submit": "1",
    "isi-count": "0",
    "lampiran-count": "0",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
    "alasan": "Sobek",
    "include_descendants": "on",
    "mark_as_active": "False",
    "password1": "sandi-yang-lain",
    "password2": "sandi-yang-lain",
}


class Visitor:
    """Somebody's browser or program, and the database as it was when it set out."""

    def __init__(self, client: Client) -> None:
        self.client = client
        with connection.cursor() as cursor:
            self.before = {
                table: digest_of_table(cursor, table)
                for table in connection.introspection.django_table_names(True)
            }

    def finds(
        self, addresses: Iterable[str], *, only_reads: bool
    ) -> Iterator[tuple[str, str, str]]:
        """Where it meets or does what it must not: method, address, and what."""
        for address in addresses:
            methods = API if "/api/" in address else FORMS
            for method in methods[:1] if only_reads else methods:
                for what in self.visit(method, address):
                    yield method, address, what

    def visit(self, method: str, address: str) -> list[str]:
        """Ask, look, and take everything back, one's own cookies too."""
        cookies = deepcopy(self.client.cookies)
        with transaction.atomic(), written() as tables:
            answer = self.ask(method, address)
            said = text_of(answer, address)
            changed = self.changed(tables)
            transaction.set_rollback(True)
        self.client.cookies = cookies
        found = [f"changes {table}" for table in changed]
        if method == "GET" and answer.status_code >= 500:
            found.append(f"{answer.status_code} {answer.exc_info[1]!r}")
        return [*found, excerpt(said)] if WORD in said else found

    def ask(self, method: str, address: str) -> HttpResponse:
        if method == "POST" and not address.startswith("/api/"):
            return self.client.post(address, FORM)
        body = json.dumps(FORM) if method in {"POST", "PUT", "PATCH"} else ""
        return self.client.generic(
            method, address, body, content_type="application/json"
        )

    def changed(self, tables: set[str]) -> list[str]:
        """Those of ``tables`` that are not what they were."""
        with connection.cursor() as cursor:
            return [
                table
                for table in sorted(tables & self.before.keys())
                if digest_of_table(cursor, table) != self.before[table]
            ]


@contextmanager
def written() -> Iterator[set[str]]:
    """The tables that are written to inside."""
    tables: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = WRITES.match(sql)
        if found and found[2] not in HOUSEKEEPING:
            tables.add(found[2])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables


def text_of(answer: HttpResponse, address: str) -> str:
    """Head, body and what the next screen will tell; not the address said back."""
    parts = getattr(answer, "streaming_content", None)
    body = b"".join(parts) if parts is not None else answer.content
    told = getattr(answer.wsgi_request, "_messages", None)
    queued = [str(message) for message in getattr(told, "_queued_messages", ())]
    whole = f"{answer.headers} {body.decode(errors='replace')} {queued}"
    return whole.replace(address, "").lower()


def excerpt(said: str) -> str:
    place = said.index(WORD)
    return " ".join(said[max(0, place - 60) : place + 40].split())
