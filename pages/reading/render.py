"""Pages as rows: everything that any reader will get, made once."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import brotli
from django.contrib.contenttypes.models import ContentType
from django.utils.text import slugify
from wagtail.models import Page

from pages.content.public import public_pages, public_path
from pages.models import ReadRow
from pages.models.reading import UNDATED
from pages.reading.answer import etag_of
from pages.reading.kinds import Kind, every_kind
from pages.reading.packing import pack
from pages.reading.syndication.entries import entries_of
from pages.reading.text import chosen, compact

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

# Dense, for what is compressed once and sent many times; a window of 64 KiB holds any
# of our pages, and brotli takes milliseconds to set up a larger one. The third coding,
# zstd, is the body itself as it lies in its row.
CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda body: gzip.compress(body, 9, mtime=0),
    "br": lambda body: brotli.compress(body, quality=9, lgwin=16),
}


@dataclass
class Rendered:
    """One public page as it will be read."""

    row: ReadRow
    detail: dict[str, Any]
    bodies: dict[str, bytes] = field(default_factory=dict)
    tags: set[str] = field(default_factory=set)


def render(page_ids: Collection[int]) -> dict[int, Rendered]:
    """The public among the pages, by id; the number of queries does not grow."""
    models = Page.objects.filter(pk__in=page_ids).values_list("pk", "content_type")
    rendered: dict[int, Rendered] = {}
    for kind in every_kind():
        wanted = ContentType.objects.get_for_model(kind.model).pk
        pks = [pk for pk, model in models if model == wanted]
        if pks:
            rendered.update(render_kind(kind, pks))
    return rendered


def render_kind(kind: Kind, pks: list[int]) -> dict[int, Rendered]:
    pages = list(
        public_pages(kind.model).filter(pk__in=pks).select_related(*kind.related)
    )
    made = zip(pages, kind.represent(pages), kind.columns(pages), strict=True)
    return {each[0].pk: render_one(kind, *each) for each in made}


def render_one(
    kind: Kind, page: Any, values: dict[str, Any], columns: dict[str, Any]
) -> Rendered:
    """The row and the bodies of ``page``; ``values`` go through the public schema."""
    detail = kind.detail.model_validate(values).model_dump(mode="json")
    body = compact(detail)
    row = ReadRow(
        page=page,
        jenis=kind.jenis,
        instansi_id=office_id(kind, page, detail),
        judul=page.title,
        slug=page.slug,
        path=public_path(page),
        terbit_pada=page.first_published_at or page.last_published_at,
        diperbarui_pada=page.last_published_at or page.first_published_at,
        berakhir_pada=page.expire_at,
        item=compact(chosen(detail, kind.short)).decode(),
        etag=etag_of(body),
        digest=detail.get("digest") or "",
        **{"golongan": "", "tanggal": UNDATED, "nomor": "", **columns},
    )
    coded = {name: encode(body) for name, encode in CODINGS.items()}
    bodies = {"zstd": pack(body), **coded, **entries_of(row, detail)}
    return Rendered(row, detail, bodies, tag_keys(detail))


def office_id(kind: Kind, page: Page, detail: dict[str, Any]) -> int | None:
    """The office that a page is or lies in."""
    if kind.jenis == ReadRow.Jenis.INSTANSI:
        return int(page.pk)
    office = detail.get("instansi")
    return office["id"] if office else None


def tag_keys(detail: dict[str, Any]) -> set[str]:
    """What ``tag=`` may say to find this page: a tag's name or its slug."""
    names = detail.get("tag") or ()
    return {name.casefold() for name in names} | {slugify(name) for name in names}
