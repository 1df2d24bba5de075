"""A browser and an API client, and what they are told."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

from django.test import Client
from django.utils.html import strip_tags
from lxml import html
from wagtail.models import APIToken
from wagtail.test.utils.form_data import rich_text

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpResponse


def logged_in(user: User) -> Client:
    """A browser in which ``user`` is logged in to the admin."""
    client = Client()
    client.force_login(user)
    return client


# What a browser makes of the editor's StreamFields, which HTML alone does not hold.
STREAMS = {
    "isi-count": "1",
    "isi-0-type": "teks",
    "isi-0-value": rich_text("<p>Loket dibuka.</p>"),
    "isi-0-order": "0",
    "isi-0-deleted": "",
    "lampiran-count": "0",
    "berkas-count": "0",
}


def filled_in(client: Client, address: str, **typed: Any) -> HttpResponse:
    """The longest form at ``address`` sent back as a browser would, with ``typed``."""
    page = html.fromstring(client.get(address).content)
    form = max(page.forms, key=lambda form: len(form.fields))
    return client.post(address, {**dict(form.form_values()), **STREAMS, **typed})


def bearer(user: User) -> dict[str, str]:
    """The header of an API v3 token of ``user``."""
    _, key = APIToken.create_token(user=user, name="uji")
    return {"Authorization": f"Bearer {key}"}


def api(
    method: str, path: str, user: User, body: dict[str, Any] | None = None
) -> HttpResponse:
    """A request to API v3 with a token of ``user``."""
    return Client().generic(
        method.upper(),
        f"/api/v3/{path}",
        json.dumps(body or {}),
        content_type="application/json",
        headers=bearer(user),
    )


ENGLISH = re.compile(
    r"\b(the|you|your|not|do|is|are|has|been|sorry|permission|page|please|error|"
    r"cannot|this|must|unknown|traceback|exception|published|saved)\b",
    re.IGNORECASE,
)
FIRST_FAILURE = 400
SERVER_ERROR = 500


def told(client: Client, response: HttpResponse) -> str:
    """What the reader of the admin is told; Indonesian, and never a stack trace."""
    assert response.status_code < SERVER_ERROR, response.content[:2000]
    for _ in range(3):
        if response.status_code in (301, 302):
            response = client.get(response.headers["Location"])
    if response.headers["Content-Type"].startswith("application/json"):
        answer = response.json()
        text = answer.get("error_message") or strip_tags(answer.get("html", ""))
    else:
        found = re.findall(
            r'<li class="(?:error|warning|success)">(.*?)</li>',
            response.content.decode(),
            re.DOTALL,
        )
        text = " ".join(strip_tags(html) for html in found)
    text = " ".join(unescape(text).split())
    assert text, f"nothing was said ({response.status_code})"
    assert not ENGLISH.search(text), text
    return text


def problem(response: HttpResponse) -> str:
    """What an API v3 client is told: RFC 7807, in Indonesian."""
    assert FIRST_FAILURE <= response.status_code < SERVER_ERROR, response.content[:2000]
    assert response.headers["Content-Type"] == "application/problem+json"
    detail = str(response.json().get("detail", ""))
    assert not ENGLISH.search(detail), detail
    return detail
