"""Catalogues of messages as they are written: the ``.po`` files, read plainly."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\]) (".*")$')
# What must come through a translation whole: values, tags, and their attributes.
WHOLE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?[a-z][^>]*>")


@dataclass
class Message:
    """One entry; ``parts`` by keyword, as in the file."""

    file: Path
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def source(self) -> str:
        return self.parts["msgid"]

    @property
    def text(self) -> str:
        return self.parts.get("msgstr") or self.parts.get("msgstr[0]", "")

    @property
    def key(self) -> str | tuple[str, int]:
        """As Django keeps it: by context and, where it counts, by plural form."""
        context = self.parts.get("msgctxt")
        name = f"{context}\x04{self.source}" if context else self.source
        return (name, 0) if "msgid_plural" in self.parts else name

    def faults(self) -> list[str]:
        """What the Indonesian loses of the English, or adds to it."""
        found = sorted(WHOLE.findall(self.text))
        wanted = [self.source, self.parts.get("msgid_plural", self.source)]
        if any(found == sorted(WHOLE.findall(english)) for english in wanted):
            return []
        return [f"{self.file.parent}: {self.source!r} -> {self.text!r}"]


def read(file: Path) -> Iterator[Message]:
    """The entries of a ``.po`` file, less its header."""
    for block in re.split(r"\n\s*\n", file.read_text()):
        message, keyword = Message(file), ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            if begun := PARTS.match(line):
                keyword = begun[1]
                message.parts[keyword] = ast.literal_eval(begun[2])
            elif keyword:
                message.parts[keyword] += ast.literal_eval(line)
        if message.parts.get("msgid"):
            yield message


def english(domain: str) -> Iterator[Message]:
    """Every message that an installed package marks, by its English catalogue."""
    for app in apps.get_app_configs():
        file = Path(app.path) / f"locale/en/LC_MESSAGES/{domain}.po"
        if file.exists():
            yield from read(file)


def own() -> list[Path]:
    """The product's own catalogues."""
    return [
        file
        for folder in settings.LOCALE_PATHS
        for file in sorted(Path(folder).glob("id/LC_MESSAGES/*.po"))
    ]
