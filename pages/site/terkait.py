"""``/api/v3/berita/{id}/terkait/``: articles to read next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from pages.parameters import PageId, refuse_unknown
from pages.reading import state
from pages.reading.answer import Answer
from pages.reading.find import fetch, text_of
from pages.site.api.schemas import DETAIL_ERRORS
from pages.site.types.berita import BeritaItem

if TYPE_CHECKING:
    from collections.abc import Iterator

router = Router(auth=None)

OF_PAGE = (
    "SELECT r.golongan, r.instansi_id, t.kunci FROM pages_readrow r"
    " LEFT JOIN pages_readtag t ON t.row_id = r.page_id"
    " WHERE r.page_id = %s AND r.jenis = 'berita'"
)
# The newest few of each kind of kinship, by index; the closest kinship counts.
BY_TAG = (
    "SELECT * FROM (SELECT 1 AS jarak, row_id AS id, tanggal FROM pages_readtag"
    " WHERE kunci = %s AND row_id <> %s ORDER BY tanggal DESC, row_id DESC LIMIT %s) t"
)
BY_COLUMN = (
    "SELECT * FROM (SELECT {distance} AS jarak, page_id AS id, tanggal"
    " FROM pages_readrow WHERE jenis = 'berita' AND {column} = %s AND page_id <> %s"
    " ORDER BY tanggal DESC, page_id DESC LIMIT %s) t"
)
BY_KATEGORI = BY_COLUMN.format(distance=2, column="golongan")
BY_INSTANSI = BY_COLUMN.format(distance=3, column="instansi_id")
NEAREST = (
    "SELECT r.item FROM pages_readrow r JOIN"
    " (SELECT id, MIN(jarak) AS jarak FROM ({kin}) k GROUP BY id) n ON n.id = r.page_id"
    " ORDER BY n.jarak, r.tanggal DESC, r.page_id DESC LIMIT %s"
)


class BeritaTerkait(Schema):
    count: int
    items: list[BeritaItem]


class TerkaitQuery(Schema):
    limit: int = Field(5, ge=1, le=20, description="Jumlah berita.")


@router.get(
    "/{page_id}/terkait/",
    response={200: BeritaTerkait, **DETAIL_ERRORS},
    operation_id="berita_terkait",
    summary="Berita terkait: bertag sama, lalu sekategori, lalu seinstansi",
)
def list_terkait(
    request: HttpRequest, page_id: PageId, query: Query[TerkaitQuery]
) -> HttpResponse:
    refuse_unknown(request, TerkaitQuery)
    state.current()
    answer = related(page_id, query.limit)
    if answer is None:
        raise Http404("Berita tidak ditemukan.")
    return answer.to_response()


def related(page_id: int, limit: int) -> Answer | None:
    """Up to ``limit`` articles near this one, in two queries; ``None`` without it."""
    own = fetch(OF_PAGE, [page_id])
    if not own:
        return None
    kin = list(kinships(own))
    sql = NEAREST.format(kin=" UNION ALL ".join(branch for branch, _ in kin))
    params = [value for _, key in kin for value in (key, page_id, limit)]
    items = [text_of(row[0]) for row in fetch(sql, [*params, limit])] if kin else []
    return Answer(f'{{"count":{len(items)},"items":[{",".join(items)}]}}'.encode())


def kinships(own: list[tuple[Any, ...]]) -> Iterator[tuple[str, Any]]:
    """A query for each thing that articles may share, and what that is here."""
    golongan, instansi_id, _ = own[0]
    yield from ((BY_TAG, row[2]) for row in own if row[2] is not None)
    if golongan:
        yield BY_KATEGORI, golongan
    if instansi_id:
        yield BY_INSTANSI, instansi_id
