"""Places in the page tree."""

from __future__ import annotations

from wagtail.models import Page


def path_prefixes(path: str | None) -> list[str]:
    """The materialised paths of a page and of all its ancestors."""
    step = Page.steplen
    return (
        [path[:end] for end in range(step, len(path or "") + 1, step)] if path else []
    )
