"""``/api/3/action/``: CKAN's action API, as far as a harvester reads it.

The paths, envelopes and errors are CKAN's own, so they stand beside the OpenAPI
document and not in it. A parameter that is not supported is refused: a portal that
filters must not believe that it did.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe
from ninja import Schema
from pydantic import Field, ValidationError

from pages import addresses
from pages.models import ReadBody, ReadRow
from pages.parameters import MAX_OFFSET, Text, page_id_of
from pages.reading import find, state
from pages.reading.packing import unpack
from pages.site.dip import ckan
from pages.site.dip.entries import DipFilter, chosen, entries
from pages.site.types.informasi_publik import INFORMASI_PUBLIK, InformasiPublikQuery

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db.models import QuerySet

EVERYTHING = {"", "*", "*:*"}
OF_OFFICE = "organization:"
NOT_FOUND = {"__type": "Not Found Error", "message": "Paket tidak ditemukan."}


class ListQuery(Schema, extra="forbid"):
    limit: int = Field(1000, ge=1, le=1000)
    offset: int = Field(0, ge=0, le=MAX_OFFSET)


class ShowQuery(Schema, extra="forbid"):
    id: Text


class SearchQuery(Schema, extra="forbid"):
    q: Text = ""
    fq: Text | None = Field(None, pattern=rf"^{OF_OFFICE}\S+$")
    rows: int = Field(10, ge=1, le=100)
    start: int = Field(0, ge=0, le=MAX_OFFSET)


def action(name: str, query: type[Schema], act: Callable[[Any], Any]) -> Any:
    """The path of one action; ``act`` gives its result, ``None`` where there is none."""

    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        state.current(state.MAX_AGE)
        try:
            asked = query.model_validate(request.GET.dict())
        except ValidationError as error:
            return refused(409, validation(error))
        result = act(asked)
        return refused(404, NOT_FOUND) if result is None else told(200, result=result)

    return path(name, view, name=f"ckan_{name}")


def told(status: int, **content: Any) -> JsonResponse:
    """CKAN's envelope; ``help`` is where the action is described."""
    docs = addresses.here("/api/v3/docs/")
    return JsonResponse(
        {"help": docs, "success": status == 200, **content}, status=status
    )


def refused(status: int, error: dict[str, Any]) -> JsonResponse:
    return told(status, error=error)


def validation(error: ValidationError) -> dict[str, Any]:
    """Each parameter that does not fit, with the reason."""
    faults = {
        ".".join(map(str, one["loc"])): [
            "Parameter tidak didukung."
            if one["type"] == "extra_forbidden"
            else "Nilai tidak diterima."
        ]
        for one in error.errors()
    }
    return {"__type": "Validation Error", **faults}


def package_list(query: ListQuery) -> list[str]:
    pks = chosen(DipFilter.model_validate({})).values_list("pk", flat=True)
    return list(map(ckan.name_of, pks[query.offset : query.offset + query.limit]))


def package_show(query: ShowQuery) -> dict[str, Any] | None:
    pk = page_id_of(query.id.removeprefix(ckan.PREFIX))
    return packages([pk]).get(pk)


def package_search(query: SearchQuery) -> dict[str, Any]:
    """Packages with the words of ``q``, the newest first."""
    chosen_by: dict[str, Any] = {"limit": query.rows, "offset": query.start}
    if query.q not in EVERYTHING:
        chosen_by["q"] = query.q
    if query.fq:
        chosen_by["instansi"] = query.fq.removeprefix(OF_OFFICE)
    wanted = InformasiPublikQuery.model_validate(chosen_by)
    found = json.loads(find.listed(INFORMASI_PUBLIK, wanted).body)
    pks = [item["id"] for item in found["items"]]
    shown = packages(pks)
    return {
        "count": found["count"],
        "results": [shown[pk] for pk in pks if pk in shown],
        "sort": "waktu_pembuatan desc",
        "facets": {},
        "search_facets": {},
    }


def packages(pks: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The public entries among ``pks`` as packages, by id (one query)."""
    return {
        row.pk: ckan.package(row, json.loads(unpack(row.isi)))
        for row in with_bodies(entries().filter(pk__in=pks))
    }


def with_bodies(rows: QuerySet[ReadRow]) -> Any:
    """``rows``, each with its page and its detail (``isi``)."""
    body = ReadBody.objects.filter(row=OuterRef("pk"), bentuk=ReadBody.Bentuk.ZSTD)
    annotated = rows.annotate(isi=Subquery(body.values("isi")))
    return annotated.filter(isi__isnull=False).select_related("page")


urlpatterns = [
    action("package_list", ListQuery, package_list),
    action("package_show", ShowQuery, package_show),
    action("package_search", SearchQuery, package_search),
]
