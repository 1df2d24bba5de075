"""``/umpan/berita.rss``, ``.atom`` and ``.json``: the news, twenty to a page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, OuterRef, Q, Subquery
from django.http import Http404, HttpResponse
from django.utils import timezone
from ninja import Schema
from pydantic import Field

from pages import addresses
from pages.models import Kategori, ReadBody, ReadRow
from pages.parameters import MAX_OFFSET, Text, page_id_of
from pages.reading.packing import unpack
from pages.reading.syndication.formats import FORMATS
from pages.reading.syndication.head import Head
from pages.site.feeds.requests import parameters, public

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

SIZE = 20
NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class FeedQuery(Schema):
    """Which news, and which page of them; pages count from 1."""

    instansi: Text | None = None
    kategori: Text | None = None
    halaman: int = Field(1, ge=1, le=MAX_OFFSET // SIZE)


@public
def berita(request: HttpRequest, jenis: str) -> HttpResponse:
    query, kind = parameters(request, FeedQuery), FORMATS[jenis]
    office = office_of(query)
    rows = page_of(chosen(query, office), query.halaman, kind.bentuk)
    if not rows and query.halaman > 1:
        raise Http404("Umpan ini tidak mempunyai halaman sebanyak itu.")
    head = head_of(request.path, query, office, rows)
    body = kind.whole(head, (unpack(row["isi"]) for row in rows if row["isi"]))
    return HttpResponse(addresses.filled_in(body), content_type=kind.content_type)


def office_of(query: FeedQuery) -> ReadRow | None:
    """The office that was asked for; 404 where there is none of that slug or id.

    An empty feed would look like an office that has no news, and nobody looks twice.
    """
    if query.instansi is None:
        return None
    named = Q(slug=query.instansi) | Q(pk=page_id_of(query.instansi))
    offices = ReadRow.objects.filter(named, jenis=ReadRow.Jenis.INSTANSI)
    found = offices.select_related("page").order_by("pk").first()
    if found is None:
        raise Http404("Instansi tidak ditemukan.")
    return found


def chosen(query: FeedQuery, office: ReadRow | None) -> QuerySet[ReadRow]:
    rows = ReadRow.objects.filter(jenis=ReadRow.Jenis.BERITA)
    if office:
        rows = rows.filter(instansi_id=office.pk)
    if query.kategori is not None:
        rows = rows.filter(golongan=query.kategori)
    return rows


def page_of(rows: QuerySet[ReadRow], halaman: int, bentuk: str) -> list[Any]:
    """One page, newest first, with the number of all and the category's name."""
    body = ReadBody.objects.filter(row=OuterRef("pk"), bentuk=bentuk)
    total = rows.order_by().values("jenis").annotate(total=Count("pk"))
    name = Kategori.objects.filter(slug=OuterRef("golongan"))
    start = (halaman - 1) * SIZE
    return list(
        rows.order_by("-tanggal", "-pk").values(
            "diperbarui_pada",
            isi=Subquery(body.values("isi")),
            total=Subquery(total.values("total")),
            kategori=Subquery(name.values("nama")[:1]),
        )[start : start + SIZE]
    )


def head_of(
    path: str, query: FeedQuery, office: ReadRow | None, rows: list[Any]
) -> Head:
    """The feed's own words: whose news it is, and where the other pages are."""
    pages = (rows[0]["total"] - 1) // SIZE + 1 if rows else 1
    changed = [row["diperbarui_pada"] for row in rows if row["diperbarui_pada"]]
    if office and office.diperbarui_pada:
        changed.append(office.diperbarui_pada)
    return Head(
        judul=title_of(query, office, rows),
        home=home_of(office),
        url=address(path, query, query.halaman),
        updated=timezone.localtime(max(changed, default=NEVER)).replace(microsecond=0),
        pages={
            rel: address(path, query, number)
            for rel, number in neighbours(query.halaman, pages).items()
        },
    )


def title_of(query: FeedQuery, office: ReadRow | None, rows: list[Any]) -> str:
    title = f"Berita {office.judul if office else settings.WAGTAIL_SITE_NAME}"
    if query.kategori is None:
        return title
    return f"{title}: {rows[0]['kategori'] if rows else query.kategori}"


def home_of(office: ReadRow | None) -> str:
    """The office's page, or the public site's first."""
    if office is None:
        return addresses.there("/", addresses.site_base(""))
    return addresses.there(office.path, addresses.site_base(office.page.url_path))


def neighbours(halaman: int, pages: int) -> dict[str, int]:
    """The pages that RFC 5005 names, by relation."""
    found = {"first": 1, "last": pages}
    if halaman > 1:
        found["previous"] = halaman - 1
    if halaman < pages:
        found["next"] = halaman + 1
    return found


def address(path: str, query: FeedQuery, halaman: int) -> str:
    """This feed's page ``halaman``, always written the same way."""
    asked: dict[str, Any] = {"instansi": query.instansi, "kategori": query.kategori}
    asked["halaman"] = halaman if halaman > 1 else None
    given = {name: value for name, value in asked.items() if value is not None}
    return addresses.here(f"{path}?{urlencode(given)}" if given else path)
