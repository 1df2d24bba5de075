"""Public texts for the search, put into the index by hand."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from pages.models import ReadRow
from pages.search.entry import SearchEntry
from pages.search.index import index
from pages.site.search.find import search
from pages.site.search.query import CariQuery
from tests.factories import site_root

if TYPE_CHECKING:
    from collections.abc import Callable

    Place = Callable[..., int]


def make_place(judul: str, ringkasan: str = "", isi: str = "", **fields: Any) -> int:
    """A row and its entry in the index, without the page's own text."""
    slug = f"teks-{Page.objects.count()}"
    page = site_root().add_child(instance=Page(title=judul, slug=slug))
    chosen: dict[str, Any] = {
        "jenis": "berita",
        "instansi_id": None,
        "golongan": "",
        "tanggal": dt.date(2026, 3, 2),
        **fields,
    }
    ends = chosen.pop("berakhir_pada", None)
    ReadRow.objects.create(
        page_id=page.pk,
        judul=judul,
        slug=slug,
        path=f"/{slug}/",
        item="{}",
        etag="e",
        berakhir_pada=ends,
        **chosen,
    )
    entry = SearchEntry(page.pk, judul=judul, ringkasan=ringkasan, isi=isi, **chosen)
    index([entry])
    return int(page.pk)


def found(q: str, **parameters: Any) -> dict[str, Any]:
    """The answer for ``q``."""
    body: dict[str, Any] = json.loads(search(CariQuery(q=q, **parameters)).body)
    return body


def titles(q: str, **parameters: Any) -> list[str]:
    return [item["judul"] for item in found(q, **parameters)["items"]]
