"""Faults of an SOP document: every one names its place and what was expected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pages.errors import NaskahError

MAX_FAULTS: Final = 100
"""A file with more faults than this is not being read by anybody."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong in one file; ``str()`` is the single line shown to people."""

    file: str
    langkah: int | None
    lokasi: str
    pesan: str
    baris: int | None = None

    def __str__(self) -> str:
        parts = [self.file]
        if self.langkah is not None:
            parts.append(f"langkah {self.langkah}")
        if self.lokasi:
            parts.append(self.lokasi)
        line = f" (baris {self.baris})" if self.baris else ""
        return one_line(": ".join([*parts, self.pesan])) + line


class DocumentFaults(NaskahError):  # noqa: N818 - it carries many
    """A document that cannot be used, with all of its faults."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = capped(faults)
        super().__init__("\n".join(map(str, self.faults)))


def capped(faults: list[Fault]) -> list[Fault]:
    """The first faults, and one that says there are more."""
    if len(faults) <= MAX_FAULTS:
        return faults
    pesan = "masih ada kesalahan lain; perbaiki yang di atas lebih dahulu"
    return [*faults[:MAX_FAULTS], Fault(faults[0].file, None, "", pesan)]


def one_line(text: str) -> str:
    """``text`` without line breaks or unprintable characters."""
    return "".join(
        char if char.isprintable() else "?" for char in " ".join(text.split())
    )


def shown(value: object, limit: int = 40) -> str:
    """``value`` as quoted in a message: on one line, shortened, in quotes."""
    if value is None:
        return "kosong"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dict):
        return "sebuah pemetaan"
    if isinstance(value, list):
        return "sebuah daftar"
    text = one_line(str(value)[: limit * 4])
    return f"'{text}'" if len(text) <= limit else f"'{text[:limit]}…'"
