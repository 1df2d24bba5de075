"""``/api/v3/navigasi/``: the sections of each office, in the order of its menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.dispatch import receiver
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field
from wagtail.models import Page

from pages import sections
from pages.content.housekeeping import is_housekeeping
from pages.content.public import public_pages, public_path
from pages.models import InstansiPage
from pages.parameters import Text, page_id_of, refuse_unknown
from pages.reading import version
from pages.reading.kinds import kind_of
from pages.signals import page_written
from pages.site.api.schemas import LIST_ERRORS

if TYPE_CHECKING:
    from collections.abc import Collection

router = Router(auth=None)


class Bagian(Schema):
    """One section; of ``berita`` and ``informasi-publik`` the page that lists them."""

    id: int
    jenis: str
    judul: str
    url: str


class InstansiNavigasi(Schema):
    id: int
    nama: str
    slug: str
    url: str
    bagian: list[Bagian]


class Navigasi(Schema):
    count: int
    items: list[InstansiNavigasi]


class NavigasiQuery(Schema):
    instansi: Text | None = Field(None, description="Slug atau id instansi.")


@router.get(
    "/",
    response={200: Navigasi, **LIST_ERRORS},
    operation_id="navigasi",
    summary="Menu setiap instansi",
)
def list_navigasi(request: HttpRequest, query: Query[NavigasiQuery]) -> dict[str, Any]:
    refuse_unknown(request, NavigasiQuery)
    wanted = Q() if query.instansi is None else in_office(query.instansi)
    offices = list(public_pages(InstansiPage).filter(wanted).order_by("path"))
    found = found_sections(wanted) if offices else []
    items = [shown_office(office, found) for office in offices]
    return {"count": len(items), "items": items}


def found_sections(wanted: Q) -> list[Page]:
    """Public sections: index pages, and of the standing pages those in the menu."""
    in_menu = Q(show_in_menus=True) | Q(content_type__model__in=sections.indexes())
    return list(
        public_pages(Page)
        .filter(
            wanted,
            in_menu,
            content_type__app_label="pages",
            content_type__model__in=sections.sections(),
        )
        .select_related("content_type")
        .order_by("path")
    )


def shown_office(office: InstansiPage, found: list[Page]) -> dict[str, Any]:
    """``office`` with what of ``found`` lies directly in it."""
    kinds = sections.sections()
    return {
        "id": office.pk,
        "nama": office.title,
        "slug": office.slug,
        "url": public_path(office),
        "bagian": [
            {
                "id": page.pk,
                "jenis": kinds[page.content_type.model],
                "judul": page.title,
                "url": public_path(page),
            }
            for page in found
            if page.path.startswith(office.path)
        ],
    }


@receiver(page_written)
def note_menu(
    sender: type,
    instance: Page,
    update_fields: Collection[str] | None,
    **kwargs: Any,
) -> None:
    """Whether a page is in the menu is no part of its text, and stands in no row."""
    kind = kind_of(sender)
    written = not is_housekeeping(update_fields)
    if kind and kind.in_menu and instance.live and written:
        version.touch()


def in_office(value: str) -> Q:
    """Pages of the public office with this slug or id."""
    offices = Q(slug=value) | Q(pk=page_id_of(value))
    places = Q(pk__in=[])
    for path in (
        public_pages(InstansiPage).filter(offices).values_list("path", flat=True)
    ):
        places |= Q(path__startswith=path)
    return places
