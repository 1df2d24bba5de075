"""``/api/v3/instansi/``: the offices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from django.db.models import Q
from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from pages.api.parameters import ListQuery, PageId, refuse_unknown
from pages.api.schemas import DETAIL_ERRORS, LIST_ERRORS, Gambar
from pages.api.shelf import Shelf
from pages.models import InstansiPage
from pages.public import public_pages, public_path

if TYPE_CHECKING:
    from collections.abc import Callable

router = Router(auth=None)

Jenis = Literal[
    "kota",
    "kabupaten",
    "provinsi",
    "lembaga",
    "badan",
    "dinas",
    "sekretariat",
    "lainnya",
]


class InstansiItem(Schema):
    """One office in a list; with ``fields`` only those asked for."""

    id: int | None = None
    nama: str | None = None
    slug: str | None = None
    jenis: str | None = None
    kode_skpd: str | None = None
    logo: Gambar | None = None
    alamat: str | None = None
    telepon: str | None = None
    surel: str | None = None
    zona_waktu: str | None = None
    ppid: str | None = None
    url: str | None = None


class InstansiList(Schema):
    count: int
    items: list[InstansiItem]


class InstansiDetail(Schema):
    id: int
    nama: str
    slug: str
    jenis: str
    kode_skpd: str
    logo: Gambar | None
    alamat: str
    telepon: str
    surel: str
    zona_waktu: str
    ppid: str
    url: str


ALL = tuple(InstansiItem.model_fields)


class InstansiQuery(ListQuery):
    item_fields = ALL

    jenis: Jenis | None = None


@router.get(
    "/",
    response={200: InstansiList, **LIST_ERRORS},
    exclude_unset=True,
    operation_id="instansi_list",
    summary="Daftar instansi",
)
def list_instansi(request: HttpRequest, query: Query[InstansiQuery]) -> dict[str, Any]:
    refuse_unknown(request, InstansiQuery)
    wanted = Q(jenis=query.jenis) if query.jenis else Q()
    if query.q:
        wanted &= Q(title__icontains=query.q)
    chosen = public_pages(InstansiPage).filter(wanted)
    rows = query.slice(chosen.order_by("title", "pk"))
    return {"count": chosen.count(), "items": represent(rows, query.wanted(ALL))}


@router.get(
    "/{page_id}/",
    response={200: InstansiDetail, **DETAIL_ERRORS},
    operation_id="instansi_detail",
    summary="Satu instansi",
)
def get_instansi(request: HttpRequest, page_id: PageId) -> dict[str, Any]:
    refuse_unknown(request)
    page = public_pages(InstansiPage).filter(pk=page_id).first()
    if page is None:
        raise Http404("Instansi tidak ditemukan.")
    return represent([page], ALL)[0]


def represent(
    pages: list[InstansiPage], names: tuple[str, ...]
) -> list[dict[str, Any]]:
    """``pages`` as JSON values with the fields ``names``; queries do not add up."""
    shelf = Shelf.holding(pages, ["logo"] if "logo" in names else [])
    shown_as: dict[str, Callable[[InstansiPage], Any]] = {
        "id": lambda page: page.pk,
        "nama": lambda page: page.title,
        "logo": lambda page: shelf.images.get(page.logo_id),
        "url": public_path,
    }
    return [
        {
            name: shown_as[name](page) if name in shown_as else getattr(page, name)
            for name in names
        }
        for page in pages
    ]
