"""Finds English among what a screen says."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from django.forms.forms import BaseForm
from django.forms.utils import pretty_name
from django.utils.translation import gettext, override
from lxml import html

from tests.cms import catalogues

if TYPE_CHECKING:
    from collections.abc import Iterator

# Words that hardly an English sentence does without and no Indonesian one has. Not
# "draft" and "upload": offices write them so in their SOPs.
STOP_WORDS = frozenset(
    """
    the of and to is are was were be been being has have had does this these those
    that you your yours we our with without for from by not cannot can't don't
    doesn't isn't there their they or if when which who what where why how would
    could should must will please sorry add added edit edited delete deleted remove
    removed create created save saved search searches view show hide select selected
    choose click here more page pages none yes new back next previous close open
    enter download sort matching results item items settings user users image
    images document documents error errors publish published unpublish live
    locked unlocked comment comments submit approve approved reject rejected cancel
    cancelled started finished toggle loading saving title name type date time ago
    seconds minutes hours days weeks
    """.split()  # noqa: SIM905
)
# Names and what is written as it stands.
ALLOWED = re.compile(
    r"""
    \S*[/@_\\]\S*                # addresses, paths, identifiers, dates
    | \b[\w-]+(?:\.[\w-]+)+\b    # files, hosts
    | \b\w{25,}\b               # tokens, digests
    | \b(?:Open\ Data|open\ data|live\ chat|Web\ Admin|Press\ Release)\b
    """,
    re.VERBOSE,
)
WORD = re.compile(r"[a-z]+(?:['\u2019]t)?")
SAID = ("title", "aria-label", "aria-description", "placeholder", "alt", "label",
        "data-tippy-content", "data-w-tooltip-content-value")  # fmt: skip
# Marked "hidden", for scripts to fill in; or the name of a product.
NAMES = {"None"}
OURS = ("cms.", "pages.", "reviews.", "tests.")
SILENT = {"script", "style", "code", "pre", "svg", "template"}


@cache
def is_english(text: str) -> bool:
    """Whether ``text`` is a message in English, or holds an English sentence's words."""
    text = " ".join(text.split())
    if text in _untranslated() or text in _called_in_python():
        return text not in NAMES
    return not STOP_WORDS.isdisjoint(WORD.findall(ALLOWED.sub(" ", text).lower()))


@cache
def _untranslated() -> frozenset[str]:
    """The English of every message that is something else in Indonesian."""
    with override("id"):
        return frozenset(
            message.source
            for domain in ("django", "djangojs")
            for message in catalogues.english(domain)
            if "%(" not in message.source and gettext(message.source) != message.source
        )


@cache
def _called_in_python() -> frozenset[str]:
    """What Django writes beside a field of somebody else's form that has no label."""
    foreign = [
        form for form in _below(BaseForm) if not form.__module__.startswith(OURS)
    ]
    return frozenset(
        pretty_name(name)
        for form in foreign
        for name, field in getattr(form, "base_fields", {}).items()
        if not field.label and not field.widget.is_hidden
    )


def _below(kind: type) -> Iterator[type]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def in_page(page: str) -> Iterator[str]:
    """The English on an HTML page: texts, attributes, and JSON for its scripts."""
    if not page.strip():
        return
    for element in html.fromstring(page).iter():
        if not isinstance(element.tag, str):
            continue
        yield from filter(is_english, _said(element))
        for value in _data(element):
            yield from in_data(value)


def _said(element: Any) -> Iterator[str]:
    if element.tag not in SILENT and element.text:
        yield element.text
    if element.tail and element.getparent() is not None:
        yield element.tail
    yield from filter(None, map(element.get, SAID))
    if element.tag == "input" and element.get("type") in ("submit", "button"):
        yield element.get("value", "")


def _data(element: Any) -> Iterator[Any]:
    """What scripts are given, as JSON in an attribute or in an element."""
    said = element.text if element.tag == "script" else ""
    if element.tag == "script" and "json" not in (element.get("type") or ""):
        said = ""
    for value in (*element.attrib.values(), (said or "").strip()):
        if value[:1] in ("[", "{"):
            yield _parsed(value)


def in_data(value: Any) -> Iterator[str]:
    """The English in JSON: sentences, labels, and HTML within."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from in_data(part)
    elif isinstance(value, str) and not value.isupper():
        yield from _in_string(value)


def _in_string(value: str) -> Iterator[str]:
    if value[:1] in ("[", "{"):
        yield from in_data(_parsed(value))
    elif "<" in value:
        yield from in_page(value)
    elif (" " in value or value[:1].isupper()) and is_english(value):
        yield value


def _parsed(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return None
