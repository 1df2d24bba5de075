"""``/api/v3/cari/``: full-text search over everything public."""

from __future__ import annotations

import datetime

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from pages.parameters import refuse_unknown
from pages.reading import state
from pages.site.api.schemas import LIST_ERRORS, InstansiRef
from pages.site.search.find import search
from pages.site.search.query import CariQuery, Jenis

router = Router(auth=None)


class Temuan(Schema):
    """One page that was found; ``cuplikan`` is HTML with the words in ``<mark>``."""

    jenis: Jenis
    id: int
    judul: str
    instansi: InstansiRef | None
    tanggal: datetime.date | None
    url: str
    cuplikan: str


class InstansiFacet(InstansiRef):
    count: int


class CariFacet(Schema):
    """How many of the counted hits there are of each kind."""

    jenis: dict[str, int]
    instansi: list[InstansiFacet]
    golongan: dict[str, int]


class CariList(Schema):
    """``count_pasti`` is false where there are more hits than were counted."""

    count: int
    count_pasti: bool
    saran: str | None
    facet: CariFacet
    items: list[Temuan]


@router.get(
    "/",
    response={200: CariList, **LIST_ERRORS},
    operation_id="cari",
    summary="Pencarian di semua konten publik",
)
def list_cari(request: HttpRequest, query: Query[CariQuery]) -> HttpResponse:
    refuse_unknown(request, CariQuery)
    state.current()
    return search(query).to_response()
