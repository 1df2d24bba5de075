"""The one list of what is exported, and the file in which each answer lies."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db.models import Max

from pages.content.public import public_pages
from pages.models import (
    InstansiPage,
    ReadRow,
)
from pages.reading.kinds import every_kind
from pages.reading.syndication import sitemap
from pages.reading.syndication.formats import FORMATS
from pages.site.feeds.views import SIZE as FEED_SIZE
from reviews.papers.naskah import Naskah
from reviews.records.api import public_sops

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from django.db.models import QuerySet

PAGE_SIZE = 20  # what a list holds that was asked for no ``limit``
QUERIES = "kueri"  # the folder of every answer that depends on a query
API = "/api/v3"
Query = tuple[tuple[str, str], ...]

# Of the whole site; and of the whole site and of each office.
DOCUMENTS = (f"{API}/openapi.json", "/robots.txt", "/sitemap.xml")
OFFICE_DOCUMENTS = (
    f"{API}/dip/",
    f"{API}/dip.csv",
    f"{API}/dip.xlsx",
    f"{API}/navigasi/",
)


@dataclass(frozen=True, order=True)
class Address:
    """A public GET: its path, and its parameters in the order of their names."""

    path: str
    query: Query = ()

    @property
    def name(self) -> str:
        """The file, below the root of the export.

        nginx finds the same name from the request: docs/nginx/naskah/peta.conf.
        """
        folder, _, last = self.path.rpartition("/")
        stem, _, ending = (last or "index.json").partition(".")
        chosen = "".join(f",{key}={quote(value, safe='')}" for key, value in self.query)
        top = f"/{QUERIES}" if self.query else ""
        return f"{top}{folder}/{stem}{chosen}.{ending}".lstrip("/")

    @property
    def instansi(self) -> str | None:
        """The slug of the one office that the answer is about."""
        return dict(self.query).get("instansi")

    def __str__(self) -> str:
        return f"{self.path}?{urlencode(self.query)}" if self.query else self.path


def every_address() -> Iterator[Address]:
    """All that is exported; details first, so that no list names a missing file."""
    for kind in every_kind():
        public = public_pages(kind.model).order_by("pk")
        yield from pages(kind.jenis, public.values_list("pk", flat=True))
    yield from proofs(Naskah.objects.all())
    for pk in public_sops().order_by("pk").values_list("pk", flat=True):
        yield Address(f"{API}/sop/{pk}/")
    yield from collections()


def pages(jenis: str, page_ids: Iterable[int]) -> Iterator[Address]:
    """The details of pages of one kind."""
    yield from (Address(f"{API}/{jenis}/{pk}/") for pk in page_ids)


def proofs(rounds: QuerySet[Naskah]) -> Iterator[Address]:
    """The verification of each of these that was published; some say "ditarik"."""
    published = rounds.filter(kode_verifikasi__isnull=False).order_by("pk")
    for code in published.values_list("kode_verifikasi", flat=True):
        yield Address(f"{API}/verifikasi/{code}/")


def collections() -> Iterator[Address]:
    """Lists, feeds and documents: what shows many pages, or none."""
    offices = list(public_pages(InstansiPage).values_list("slug", flat=True))
    chosen = [("instansi", slug) for slug in sorted(offices)]
    for kind in every_kind():
        by_office = chosen if kind.by_office else ()
        yield from lists(kind.jenis, [*by_office, *kind.filters()])
    yield from lists("sop", chosen)
    yield from feeds()
    for one in ((), *((office,) for office in chosen)):
        yield from (Address(path, one) for path in OFFICE_DOCUMENTS)
    yield from map(Address, DOCUMENTS)
    yield from sitemaps()


def lists(resource: str, filters: Collection[tuple[str, str]]) -> Iterator[Address]:
    """The first pages of a list, whole and by each filter, empty ones too.

    How many there are does not depend on their content, so a list that becomes
    shorter leaves no file behind.
    """
    for chosen in ((), *((one,) for one in filters)):
        for number in range(settings.EXPORT_PAGES):
            offset = (("offset", str(number * PAGE_SIZE)),) if number else ()
            yield Address(f"{API}/{resource}/", (*chosen, *offset))


def feeds() -> Iterator[Address]:
    """The first pages of each feed, of the whole site and of each office."""
    offices = dict(ReadRow.objects.filter(jenis="instansi").values_list("pk", "slug"))
    news = Counter(
        ReadRow.objects.filter(jenis="berita").values_list("instansi_id", flat=True)
    )
    yield from feed((), news.total())
    for pk, slug in sorted(offices.items()):
        yield from feed((("instansi", slug),), news[pk])


def feed(chosen: Query, total: int) -> Iterator[Address]:
    """One feed in its formats; after its last page it answers 404."""
    last = min(settings.EXPORT_PAGES, max(1, -(-total // FEED_SIZE)))
    for ending in FORMATS:
        for number in range(1, last + 1):
            halaman = (("halaman", str(number)),) if number > 1 else ()
            yield Address(f"/umpan/berita.{ending}", (*halaman, *chosen))


def sitemaps() -> Iterator[Address]:
    """The files that the sitemap lists; a number without pages answers 404."""
    last = ReadRow.objects.aggregate(last=Max("pk"))["last"] or 0
    for number in range(1, last // sitemap.SIZE + 2):
        yield Address(f"/sitemap-{number}.xml")
