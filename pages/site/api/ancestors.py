"""What pages lie under: their offices and their breadcrumbs, in one query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from pages.content.public import public_pages, public_path
from pages.models import InstansiPage
from pages.paths import path_prefixes

if TYPE_CHECKING:
    from collections.abc import Collection

HOME = "/"
COLUMNS = ("path", "pk", "title", "slug", "url_path", "content_type_id")


@dataclass(frozen=True)
class Ancestors:
    """By page id: the public office, and ``{"judul", "url"}`` of the ancestors.

    The outermost comes first; the site's home is none of them.
    """

    offices: dict[int, dict[str, Any]]
    crumbs: dict[int, list[dict[str, Any]]]

    @classmethod
    def of(cls, pages: Collection[Page]) -> Ancestors:
        above = {page.pk: path_prefixes(page.path)[:-1] for page in pages}
        found = ancestors({path for paths in above.values() for path in paths})
        kind = ContentType.objects.get_for_model(InstansiPage).pk
        lines = {
            pk: [found[path] for path in paths if path in found]
            for pk, paths in above.items()
        }
        return cls(
            offices={
                pk: {"id": one.pk, "nama": one.title, "slug": one.slug}
                for pk, line in lines.items()
                for one in line
                if one.content_type_id == kind
            },
            crumbs={pk: list(map(crumb, rest(line))) for pk, line in lines.items()},
        )


def ancestors(paths: set[str]) -> dict[str, Any]:
    """The public pages at ``paths`` below the root, by path."""
    if not paths:
        return {}
    pages = public_pages(Page).filter(path__in=paths, depth__gt=1)
    return {page.path: page for page in pages.values_list(*COLUMNS, named=True)}


def rest(line: list[Any]) -> list[Any]:
    return [page for page in line if public_path(page) != HOME]


def crumb(page: Any) -> dict[str, Any]:
    return {"judul": page.title, "url": public_path(page)}
