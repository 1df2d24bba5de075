"""Breadcrumbs: the public pages that a page lies under, the outermost first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from pages.models.instansi import path_prefixes
from pages.public import public_pages, public_path

if TYPE_CHECKING:
    from collections.abc import Collection

HOME = "/"


def breadcrumbs(pages: Collection[Page]) -> dict[int, list[dict[str, Any]]]:
    """``{"judul", "url"}`` of the ancestors by page id; the site's home is not one."""
    above = {page.pk: path_prefixes(page.path)[:-1] for page in pages}
    wanted = {path for paths in above.values() for path in paths}
    if not wanted:
        return {pk: [] for pk in above}
    crumbs = {
        page.path: {"judul": page.title, "url": public_path(page)}
        for page in public_pages(Page).filter(path__in=wanted, depth__gt=1)
    }
    return {
        pk: [
            crumbs[path]
            for path in paths
            if path in crumbs and crumbs[path]["url"] != HOME
        ]
        for pk, paths in above.items()
    }
