"""``/api/v3/alamat/?path=…``: what stands at an address of the public site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Query, Router, Schema
from pydantic import AfterValidator, Field
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from pages import sections
from pages.content.public import public_pages, public_path
from pages.models import ReadRow
from pages.parameters import refuse_unknown
from pages.reading import state
from pages.site.api.schemas import DETAIL_ERRORS

if TYPE_CHECKING:
    from django.db.models import QuerySet

router = Router(auth=None)

PERMANENT, TEMPORARY = 301, 302
LONGEST_CHAIN = 10


def sound_path(path: str) -> str:
    """A path begins at the root of the site, and nothing in it is invisible."""
    if not is_path(path):
        raise ValueError("Alamat harus diawali satu garis miring, tanpa nama situs.")
    if not unquote(path).isprintable():
        raise ValueError("Alamat memuat karakter yang tidak dapat dicetak.")
    return path


def is_path(url: str) -> bool:
    return url.startswith("/") and not url.startswith("//")


class AlamatQuery(Schema):
    path: Annotated[
        str,
        Field(
            max_length=2000,
            description="Alamat di situs publik, misalnya /a/b/.",
            json_schema_extra={"pattern": "^/([^/]|$)"},
        ),
        AfterValidator(sound_path),
    ]


class Alamat(Schema):
    """What stands there now; ``pindah``: at ``url``, with the status to answer.

    ``detail`` is the API's address of it. A redirect to another site has neither
    ``jenis`` nor ``id`` nor ``detail``.
    """

    pindah: bool
    status: int
    url: str
    jenis: str | None = None
    id: int | None = None
    detail: str | None = None


@router.get(
    "/",
    response={200: Alamat, **DETAIL_ERRORS},
    operation_id="alamat",
    summary="Apa yang berada di suatu alamat, juga setelah pindah",
)
def get_alamat(request: HttpRequest, query: Query[AlamatQuery]) -> dict[str, Any]:
    refuse_unknown(request, AlamatQuery)
    state.current()
    found = at_path(query.path)
    if found:
        return {"pindah": False, "status": 200, **found}
    moved = followed(query.path)
    if moved is None:
        raise Http404("Tidak ada halaman di alamat ini.")
    return {"pindah": True, **moved}


def at_path(path: str) -> dict[str, Any] | None:
    """The public page at ``path``, whether or not its last slash was given."""
    place = unquote(urlsplit(path).path).rstrip("/") + "/"
    row = ReadRow.objects.filter(path=place).order_by("pk").first()
    return shown_row(row) if row else index_at(place)


def shown_row(row: ReadRow) -> dict[str, Any]:
    detail = f"{api_root()}{row.jenis}/{row.pk}/"
    return {"jenis": row.jenis, "id": row.pk, "url": row.path, "detail": detail}


def index_at(place: str) -> dict[str, Any] | None:
    """The page at ``place`` that lists an office's news or public information."""
    paths = {root.root_path.rstrip("/") + place for root in Site.get_site_root_paths()}
    page = indexes().filter(url_path__in=paths).order_by("pk").first()
    return shown_index(page) if page else None


def indexes() -> QuerySet[Page]:
    return (
        public_pages(Page)
        .filter(
            content_type__app_label="pages", content_type__model__in=sections.indexes()
        )
        .select_related("content_type")
    )


def shown_index(page: Page) -> dict[str, Any]:
    """A list of the office's own, as the API gives it."""
    jenis = sections.indexes()[page.content_type.model]
    office = Page.objects.parent_of(page).values_list("pk", flat=True).get()
    return {
        "jenis": f"daftar-{jenis}",
        "id": page.pk,
        "url": public_path(page),
        "detail": f"{api_root()}{jenis}/?instansi={office}",
    }


def followed(path: str) -> dict[str, Any] | None:
    """Where redirects lead from ``path``; ``None``: to nothing public, or in circles."""
    status = PERMANENT
    for _ in range(LONGEST_CHAIN):
        redirect = redirect_from(path)
        if redirect is None:
            return None
        if not redirect.is_permanent:
            status = TEMPORARY
        if redirect.redirect_page_id:
            found = at_page(redirect.redirect_page_id)
            return found and {"status": status, **found}
        path = inside(redirect.redirect_link)
        if not is_path(path):
            return {"status": status, "url": path} if is_web(path) else None
        if found := at_path(path):
            return {"status": status, **found}
    return None


def redirect_from(path: str) -> Redirect | None:
    """The redirect that fits best: with its query, of one site, made by hand."""
    known = {
        Redirect.normalise_path(path),
        Redirect.normalise_path(path, decode_unicode=False),
        Redirect.normalise_path(urlsplit(path).path),
    }
    return max(
        Redirect.objects.filter(old_path__in=known),
        key=lambda one: (
            len(one.old_path),
            one.site_id is not None,
            not one.automatically_created,
            one.pk,
        ),
        default=None,
    )


def inside(url: str) -> str:
    """``url`` as a path where it is one of our own sites; else as it is."""
    bases = {root.root_url for root in Site.get_site_root_paths()}
    for base in (settings.PUBLIC_SITE_URL, *bases):
        own = base.rstrip("/") + "/"
        if url.startswith(own):
            return url[len(own) - 1 :]
    return url


def at_page(page_id: int) -> dict[str, Any] | None:
    """Where a public page stands now."""
    if row := ReadRow.objects.filter(pk=page_id).first():
        return shown_row(row)
    page = indexes().filter(pk=page_id).first()
    return shown_index(page) if page else None


def is_web(url: str) -> bool:
    return urlsplit(url).scheme in {"http", "https"}


def api_root() -> str:
    return reverse("wagtailapi_v3:api-root")
