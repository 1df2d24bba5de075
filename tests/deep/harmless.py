"""Mutants that change nothing that a test could see, and why: ``harmless.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.deep.mutations import Mutant

FILE = Path(__file__).with_suffix(".toml")
KEYS = ("path", "function", "change", "source")


def reasons() -> dict[tuple[str, ...], str]:
    """By module, function, change and line: why nobody can tell."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["mutant"]
    return {tuple(entry[key] for key in KEYS): entry["reason"] for entry in entries}


def reason_of(mutant: Mutant) -> str | None:
    return reasons().get(tuple(getattr(mutant, key) for key in KEYS))


def outdated(found: Iterable[Mutant]) -> list[str]:
    """Entries of which there is no such mutant any more."""
    there = {tuple(getattr(mutant, key) for key in KEYS) for mutant in found}
    return [" | ".join(key) for key in reasons() if key not in there]
