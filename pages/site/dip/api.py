"""``/api/v3/dip/``: the Daftar Informasi Publik as JSON, CSV, XLSX and for CKAN."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router, Schema
from pydantic import Field

from pages import addresses
from pages.parameters import Text, refuse_unknown
from pages.reading import state
from pages.site.api.schemas import DETAIL_ERRORS, LIST_ERRORS, InstansiRef
from pages.site.dip import action, ckan, csv_file, xlsx_file
from pages.site.dip.entries import DipFilter, DipQuery, chosen, title_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from pages.models import ReadRow

router = Router(auth=None)


class DipEntri(Schema):
    """One entry, with the columns of the DIP."""

    id: int
    nomor: str
    judul: str
    ringkasan: str
    pejabat_penguasa: str
    penanggung_jawab: str
    waktu_pembuatan: datetime.date | None
    tempat_pembuatan: str
    bentuk: str
    jangka_simpan: str
    klasifikasi: str
    instansi: InstansiRef | None
    url: str


class DipList(Schema):
    count: int
    items: list[DipEntri]


class Resource(Schema):
    id: str
    package_id: str
    name: str
    url: str
    format: str
    mimetype: str
    size: int | None
    hash: str
    position: int
    state: Literal["active"]


class Organization(Schema):
    id: str
    name: str
    title: str
    type: Literal["organization"]
    is_organization: bool
    state: Literal["active"]


class Tag(Schema):
    name: str
    display_name: str


class Extra(Schema):
    key: str
    value: str


class Package(Schema):
    """One entry in the words of CKAN; times are UTC."""

    id: str
    name: str
    title: str
    notes: str
    url: str
    type: Literal["dataset"]
    state: Literal["active"]
    private: bool
    license_id: str
    author: str
    maintainer: str
    metadata_created: str | None
    metadata_modified: str | None
    owner_org: str | None
    organization: Organization | None
    num_resources: int
    resources: list[Resource]
    num_tags: int
    tags: list[Tag]
    extras: list[Extra]


class PackageShow(Schema):
    help: str
    success: Literal[True]
    result: Package


class PackageList(Schema):
    help: str
    success: Literal[True]
    result: list[str]


class PackageQuery(Schema):
    id: Text = Field(description="Nama paket, seperti di package_list.")


def file_answer(content_type: str, binary: bool = False) -> dict[str, Any]:
    """A file, as OpenAPI describes it."""
    media = content_type.partition(";")[0]
    schema = {"type": "string", **({"format": "binary"} if binary else {})}
    return {"responses": {200: {"content": {media: {"schema": schema}}}}}


@router.get(
    "/dip/",
    response={200: DipList, **LIST_ERRORS},
    operation_id="dip_list",
    summary="Daftar Informasi Publik",
)
def list_dip(request: HttpRequest, query: Query[DipQuery]) -> dict[str, Any]:
    rows = current(request, query)
    shown = rows[query.offset : query.offset + query.limit]
    items = [json.loads(item) for item in shown.values_list("item", flat=True)]
    return {"count": rows.count(), "items": items}


@router.get(
    "/dip.csv",
    response={200: None, **LIST_ERRORS},
    operation_id="dip_csv",
    summary="Daftar Informasi Publik sebagai CSV",
    openapi_extra=file_answer(csv_file.CONTENT_TYPE),
)
def dip_csv(request: HttpRequest, query: Query[DipFilter]) -> HttpResponse:
    rows = csv_file.csv_lines(current(request, query))
    return attachment("dip.csv", rows, csv_file.CONTENT_TYPE)


@router.get(
    "/dip.xlsx",
    response={200: None, **LIST_ERRORS},
    operation_id="dip_xlsx",
    summary="Daftar Informasi Publik sebagai XLSX",
    openapi_extra=file_answer(xlsx_file.CONTENT_TYPE, binary=True),
)
def dip_xlsx(request: HttpRequest, query: Query[DipFilter]) -> HttpResponse:
    book = xlsx_file.xlsx(current(request, query), title_of(query))
    return attachment("dip.xlsx", [book], xlsx_file.CONTENT_TYPE)


@router.get(
    "/dip/package_list",
    response={200: PackageList, **LIST_ERRORS},
    operation_id="dip_package_list",
    summary="Nama semua paket (CKAN)",
)
def package_list(request: HttpRequest, query: Query[DipFilter]) -> dict[str, Any]:
    pks = current(request, query).values_list("pk", flat=True)
    return success([ckan.name_of(pk) for pk in pks])


@router.get(
    "/dip/package_show",
    response={200: PackageShow, **DETAIL_ERRORS},
    operation_id="dip_package_show",
    summary="Satu paket (CKAN)",
)
def package_show(request: HttpRequest, query: Query[PackageQuery]) -> dict[str, Any]:
    refuse_unknown(request, PackageQuery)
    state.current(state.MAX_AGE)
    found = action.package_show(action.ShowQuery(id=query.id))
    if found is None:
        raise Http404("Paket tidak ditemukan.")
    return success(found)


def current(request: HttpRequest, query: DipFilter) -> QuerySet[ReadRow]:
    """The entries that ``query`` asks for, as they are now."""
    refuse_unknown(request, type(query))
    state.current(state.MAX_AGE)
    return chosen(query)


def success(result: Any) -> dict[str, Any]:
    """The envelope of CKAN's action API; ``help`` is where it is described."""
    docs = addresses.here(reverse("wagtailapi_v3:openapi-view"))
    return {"help": docs, "success": True, "result": result}


def attachment(name: str, body: Iterable[bytes], content_type: str) -> HttpResponse:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=content_type, headers=disposition)
