"""The types of pages in the public API, one file each.

A file is a declaration: its schemas, its endpoints, and the kind that it registers.
Routes, front, export, search, menu and addresses are made of that.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules


def load() -> None:
    """Import every file here, so that its kind is registered."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
