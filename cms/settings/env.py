"""Reading the environment: the only way a setting comes from outside."""

from __future__ import annotations

import os

TRUTHY = frozenset({"1", "true", "yes", "on"})


def text(name: str, default: str = "") -> str:
    """The value of ``name``, stripped; empty counts as missing."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    """Whether ``name`` is switched on (1, true, yes, on)."""
    value = text(name).lower()
    return value in TRUTHY if value else default


def number(name: str, default: int) -> int:
    """``name`` as a whole number; anything else stops the start-up."""
    return int(text(name, str(default)))


def words(name: str, default: str = "") -> list[str]:
    """The comma-separated values of ``name``."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
