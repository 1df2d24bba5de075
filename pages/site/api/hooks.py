"""What the API asks of a workflow engine, without knowing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    # Codes by page id, one query for all; pages without a code are left out.
    Lookup = Callable[[Collection[int]], dict[int, str]]


def no_codes(page_ids: Collection[int]) -> dict[int, str]:
    """The lookup until a workflow engine installs its own."""
    return {}


_lookup: Lookup = no_codes


def install(lookup: Lookup) -> None:
    """Have ``lookup`` answer for the verification codes (once, at start-up)."""
    global _lookup  # noqa: PLW0603
    _lookup = lookup


def verification_codes(page_ids: Collection[int]) -> dict[int, str]:
    """The codes under which the paraf of these pages can be verified, by page id."""
    return _lookup(page_ids) if page_ids else {}
