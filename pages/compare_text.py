"""Blocks as lines of plain words, and two of them as one text with marked changes."""

from __future__ import annotations

import datetime as dt
import re
from difflib import SequenceMatcher
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from collections.abc import Mapping

TOKEN = re.compile(r"\n|[^\S\n]+|[^\s]+")
ZONES = {
    dt.timedelta(hours=7 + n): name for n, name in enumerate(("WIB", "WITA", "WIT"))
}
LONG = 3000  # tokens; above, the quick way of difflib is taken
BREAKING = {"p", "h2", "h3", "h4", "li", "ul", "ol", "hr", "br"}


def date_text(value: str | dt.date) -> str:
    """A day, or a moment on the reader's clock, as people write it; also out of JSON."""
    moment = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    if isinstance(moment, dt.datetime) and moment.tzinfo is not None:
        local = timezone.localtime(moment)
        return f"{date_format(local, 'j F Y, H.i')} {zone_name(local)}"
    return date_format(moment, "j F Y")


def zone_name(local: dt.datetime) -> str:
    """WIB, WITA, WIT; elsewhere what is ahead of UTC."""
    return ZONES.get(local.utcoffset() or dt.timedelta(), f"{local:UTC%z}")


def words_marked(old: str, new: str) -> SafeString:
    """``new`` with what came in ``<ins>`` and what went in ``<del>``.

    Words that changed side by side are one change: a new sentence reads as one.
    """
    a, b = TOKEN.findall(old), TOKEN.findall(new)
    matcher = SequenceMatcher(None, a, b, autojunk=max(len(a), len(b)) > LONG)
    parts: list[str] = []
    gone = came = ""
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        same = "".join(b[b1:b2])
        if tag != "equal" or ((gone or came) and same.isspace() and "\n" not in same):
            gone, came = gone + "".join(a[a1:a2]), came + same
            continue
        parts += [mark("del", gone), mark("ins", came), same_words(same)]
        gone = came = ""
    parts += [mark("del", gone), mark("ins", came)]
    return mark_safe("".join(parts))  # noqa: S308  (every part is escaped)


def mark(tag: str, text: str) -> SafeString:
    if not text:
        return SafeString()
    return format_html(
        "<{}>{}</{}>", SafeString(tag), same_words(text), SafeString(tag)
    )


def same_words(text: str) -> SafeString:
    """Escaped, each line on its own."""
    return mark_safe(conditional_escape(text).replace("\n", "<br>"))  # noqa: S308


def plain_lines(block: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What one block says, in lines."""
    return "\n".join(filter(None, lines_of(block["type"], block["value"], names)))


def lines_of(kind: str, value: Any, names: Mapping[str, str]) -> list[str]:
    if value in (None, "", [], {}):
        return []
    if kind == "gambar" and not isinstance(value, dict):
        return [named("Gambar", value, names)]
    if kind == "dokumen":
        return [named("Dokumen", value, names)]
    if kind == "galeri":
        return [line for each in value for line in lines_of("struct", each, names)]
    if isinstance(value, dict) and "data" in value:
        return [" | ".join(str(cell or "") for cell in row) for row in value["data"]]
    if isinstance(value, dict):
        return [
            line for name, each in value.items() for line in lines_of(name, each, names)
        ]
    return rich_lines(value, names) if kind == "teks" else [str(value)]


def named(word: str, name: Any, names: Mapping[str, str]) -> str:
    """A file by its title; with its checksum where the file itself was exchanged."""
    swapped = f" (berkas {names[f'!{name}']})" if f"!{name}" in names else ""
    return f"[{word}: {names.get(name, name)}{swapped}]"


def rich_lines(html: str, names: Mapping[str, str]) -> list[str]:
    """Rich text in its stored form: a line for each paragraph, bullets for items."""
    reader = RichReader(names)
    reader.feed(html)
    reader.close()
    return [line for line in (" ".join(each.split()) for each in reader.lines) if line]


class RichReader(HTMLParser):
    """Collects lines; a link is followed by where it leads."""

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__()
        self.names = names
        self.lines: list[str] = [""]
        self.targets: list[str] = []
        self.lists: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BREAKING:
            self.lines.append("")
        if tag in ("ol", "ul"):
            self.lists.append(0 if tag == "ol" else None)
        if tag == "li":
            self.lines[-1] = self.bullet()
        if tag in ("h2", "h3", "h4"):
            self.lines[-1] = "§ "
        if tag == "a":
            self.targets.append(self.target(dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        if tag in BREAKING:
            self.lines.append("")
        if tag == "a" and self.targets:
            self.lines[-1] += f" [{self.targets.pop()}]"

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data

    def bullet(self) -> str:
        if not self.lists or self.lists[-1] is None:
            return "• "
        self.lists[-1] += 1
        return f"{self.lists[-1]}. "

    def target(self, attrs: dict[str, str | None]) -> str:
        kind, name = attrs.get("linktype"), attrs.get("id") or ""
        if kind == "document":
            return named("Dokumen", name, self.names)[1:-1]
        if kind == "page":
            return f"halaman {self.names.get(name, name)}"
        return str(attrs.get("href") or "")
