"""Walks the admin as one person: every link and every address given to a script."""

from __future__ import annotations

import json
import re
from collections import Counter, deque
from html import unescape
from typing import TYPE_CHECKING

from django.urls import Resolver404, resolve
from wagtail.models import Page

from tests.cms import english

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse
    from django.test import Client

ADDRESS = re.compile(r"""(?<=["'=\s])/admin/[^"'\s<>\\]*""")
AVOID = re.compile(r"/logout/|/jsi18n/|/editing-sessions/")


def english_on(
    client: Client, *starts: str, each: int = 1
) -> dict[str, tuple[str, int]]:
    """The English that somebody meets, with one address of it and their number."""
    found: dict[str, tuple[str, int]] = {}
    for address, answer in walk(client, *starts, each=each):
        for text in said(answer):
            first, number = found.get(" ".join(text.split()), (address, 0))
            found[" ".join(text.split())] = (first, number + 1)
    return found


def walk(
    client: Client, *starts: str, each: int = 1
) -> Iterator[tuple[str, HttpResponse]]:
    """Answers breadth first, of each kind of screen at most ``each``."""
    queue, known, seen = deque(starts), set(starts), Counter[object]()
    while queue:
        address = queue.popleft()
        kind = kind_of(address)
        if kind is None or seen[kind] >= each:
            continue
        seen[kind] += 1
        answer = client.get(address)
        yield address, answer
        for found in links(answer):
            if found not in known:
                known.add(found)
                queue.append(found)


def said(answer: HttpResponse) -> Iterator[str]:
    """The English of an answer, page or modal."""
    kind = answer.get("Content-Type", "")
    if answer.streaming:
        return
    if kind.startswith("text/html"):
        yield from english.in_page(answer.text)
    elif kind.startswith("application/json"):
        yield from english.in_data(json.loads(answer.text))


def links(answer: HttpResponse) -> Iterator[str]:
    """Addresses of the admin that an answer leads to."""
    if answer.status_code in (301, 302):
        yield from ADDRESS.findall(f'"{answer["Location"]}')
    elif answer.get("Content-Type", "").startswith(("text/html", "application/json")):
        text = unescape(unescape(answer.text)).replace("\\u0026", "&")
        for address in ADDRESS.findall(text):
            if not AVOID.search(address):
                yield address.partition("#")[0]


def kind_of(address: str) -> object:
    """What makes a screen another one: its view, and for pages their type."""
    try:
        match = resolve(address.partition("?")[0])
    except Resolver404:
        return None
    words = [str(value) for value in match.kwargs.values() if not _is_id(value)]
    return match.view_name, *words, _page_type(match)


def _page_type(match: object) -> int | None:
    ids = [*match.kwargs.values(), *match.args]
    if "page" not in match.view_name or not ids or not _is_id(ids[0]):
        return None
    types = Page.objects.filter(pk=ids[0]).values_list("content_type", flat=True)
    return types.first()


def _is_id(value: object) -> bool:
    return str(value).isdigit()
