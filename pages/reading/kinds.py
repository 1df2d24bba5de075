"""What is read: one entry for each kind of public page, made by its API module."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ninja import Router, Schema
    from wagtail.models import Page

    from pages.site.api.list_query import ListQuery


@dataclass(frozen=True)
class Kind:
    """How the pages of one model become rows."""

    jenis: str
    nama: str  # as a reader of an error message calls it
    model: type[Page]
    # Pages as JSON values with every field of ``detail``, whatever their number.
    represent: Callable[[list[Any]], list[dict[str, Any]]]
    detail: type[Schema]
    # The parameters of its list.
    query: type[ListQuery]
    # Names of the fields of a list item that was asked for no fields.
    short: tuple[str, ...]
    # Of each page the columns golongan, tanggal and nomor, as far as the model has them.
    columns: Callable[[list[Any]], list[dict[str, Any]]]
    related: tuple[str, ...] = ()
    # Its endpoints, at /api/v3/<jenis>/.
    router: Router | None = None
    # The pages of an office under which these stand, and are listed.
    index: type[Page] | None = None
    # Whether an office may have single ones in its menu.
    in_menu: bool = False
    # By what its lists are exported: each office, and what else there is.
    by_office: bool = True
    filters: Callable[[], Iterable[tuple[str, str]]] = tuple


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Add ``kind``; two of one name are a mistake of the programmer."""
    if kind.jenis in _kinds:
        raise ImproperlyConfigured(f"Kind {kind.jenis!r} is registered twice.")
    _kinds[kind.jenis] = kind
    return kind


def every_kind() -> list[Kind]:
    """All kinds, in the order of their registration."""
    return list(_kinds.values())


def kind_of(model: type[Page]) -> Kind | None:
    """The kind whose pages are of ``model``, or ``None`` if these are not read."""
    return next((kind for kind in _kinds.values() if kind.model is model), None)
