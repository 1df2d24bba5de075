"""The sections of an office, by model name: what each is to readers."""

from __future__ import annotations

from pages.reading.kinds import every_kind


def indexes() -> dict[str, str]:
    """Pages that list others; they have no text of their own, and no read row."""
    return {
        str(kind.index._meta.model_name): kind.jenis
        for kind in every_kind()
        if kind.index
    }


def sections() -> dict[str, str]:
    """Those, and the single pages that an office may have in its menu."""
    single = {
        str(kind.model._meta.model_name): kind.jenis
        for kind in every_kind()
        if kind.in_menu
    }
    return single | indexes()
