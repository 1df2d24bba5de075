"""``/sitemap.xml`` and the files it lists, and ``/robots.txt``."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import (
    ExpressionWrapper,
    F,
    IntegerField,
    Max,
    OuterRef,
    Subquery,
)
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from pages import addresses
from pages.models import ReadBody, ReadRow
from pages.parameters import refuse_unknown
from pages.reading.syndication import sitemap
from pages.site.feeds.requests import public

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

MAX_FILE = 10**6
NEWS_AGE = dt.timedelta(days=2)  # older articles are no news to Google
MAX_NEWS = 1_000

FILE = ExpressionWrapper(F("pk") / sitemap.SIZE + 1, output_field=IntegerField())
ENTRY = ReadBody.objects.filter(
    row=OuterRef("pk"), bentuk=ReadBody.Bentuk.SITEMAP
).values("isi")
OFFICE = ReadRow.objects.filter(
    pk=OuterRef("instansi_id"), jenis=ReadRow.Jenis.INSTANSI
).values("judul")


@public
def index(request: HttpRequest) -> HttpResponse:
    """Every file with something in it, and when that last changed."""
    refuse_unknown(request)
    changed = (
        ReadRow.objects.values(file=FILE)
        .annotate(changed=Max("diperbarui_pada"))
        .order_by("file")
        .values_list("file", "changed")
    )
    files = [file_entry("sitemap_berita", {})]
    for number, at in changed:
        files.append(file_entry("sitemap_file", {"nomor": number}, at))
    return answer(sitemap.INDEX, files)


def file_entry(
    name: str, kwargs: dict[str, int], changed: dt.datetime | None = None
) -> bytes:
    url = addresses.here(reverse(name, kwargs=kwargs))
    return sitemap.file_entry(url, timezone.localtime(changed) if changed else None)


@public
def file(request: HttpRequest, nomor: int) -> HttpResponse:
    """The pages whose ids this file is for."""
    refuse_unknown(request)
    if nomor > MAX_FILE:
        raise Http404("Peta situs tidak ditemukan.")
    first = (nomor - 1) * sitemap.SIZE
    bodies = ReadBody.objects.filter(
        bentuk=ReadBody.Bentuk.SITEMAP,
        row__gte=first,
        row__lt=first + sitemap.SIZE,
    )
    entries = [
        bytes(isi) for isi in bodies.order_by("row").values_list("isi", flat=True)
    ]
    if not entries:
        raise Http404("Peta situs tidak ditemukan.")
    return answer(sitemap.URLSET, entries)


@public
def news(request: HttpRequest) -> HttpResponse:
    """Articles of the last two days. It changes by the clock: nobody may keep it."""
    refuse_unknown(request)
    since = timezone.now() - NEWS_AGE
    rows = (
        ReadRow.objects.filter(
            jenis=ReadRow.Jenis.BERITA,
            tanggal__gte=timezone.localdate(since),
            terbit_pada__gte=since,
        )
        .order_by("-tanggal", "-pk")
        .values_list("judul", "terbit_pada", Subquery(ENTRY), Subquery(OFFICE))
    )
    entries = [
        sitemap.as_news(
            bytes(entry),
            penerbit=office or settings.WAGTAIL_SITE_NAME,
            judul=judul,
            at=timezone.localtime(at),
        )
        for judul, at, entry, office in rows[:MAX_NEWS]
    ]
    response = answer(sitemap.URLSET, entries or [front_page()])
    response.headers["Cache-Control"] = "no-store"
    return response


def front_page() -> bytes:
    """What stands in a file without news: the schema wants one address at least."""
    home = addresses.there("/", addresses.site_base(""))
    return sitemap.url_entry(home, None, ())


def answer(root: tuple[bytes, bytes], parts: Iterable[bytes]) -> HttpResponse:
    body = addresses.filled_in(sitemap.document(root, parts))
    return HttpResponse(body, content_type=sitemap.CONTENT_TYPE)


@public
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be fetched; the admin has nothing for a search engine."""
    refuse_unknown(request)
    lines = (
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        "",
        f"Sitemap: {addresses.here(reverse('sitemap'))}",
        "",
    )
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
