"""A content importer for measuring: pages in bulk, past the SOPs of every office.

It fills one office of its own, which has no SOP and no people. Everything a published
page has is there, but for its way to the public: no revision, no round, no trail.
Usage counts in the admin come with ``manage.py rebuild_references_index``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import connection, transaction
from taggit.models import Tag
from wagtail.models import Page, Site
from wagtail.search.backends import get_search_backend

from cms.demo.site import make_site
from cms.seeding.articles import HEADINGS, article, slug_of
from pages.models import (
    BeritaIndexPage,
    BeritaPage,
    BeritaTag,
    InstansiPage,
    Kategori,
)
from pages.reading.refresh import refresh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.seeding.articles import Article

OFFICE = "Instansi Uji Beban"
OFFICE_SLUG = "instansi-uji-beban"
BATCH = 500
PAGE_COLUMNS = [
    column.attname for column in Page._meta.concrete_fields if not column.primary_key
]


@dataclass
class SeededOffice:
    """Where the articles stand, and what they hang on."""

    index: BeritaIndexPage
    headings: dict[str, int] = field(default_factory=dict)  # id by slug
    tags: dict[str, int] = field(default_factory=dict)  # id by name

    @classmethod
    def ready(cls) -> SeededOffice:
        """The office with its news, made where it is missing."""
        with transaction.atomic():
            index = make_index(make_site())
            return cls(index, {slug: heading(slug) for slug in HEADINGS})

    def missing(self, count: int) -> list[int]:
        """The numbers among the first ``count`` that have no page."""
        slugs = set(Page.objects.child_of(self.index).values_list("slug", flat=True))
        return [n for n in range(1, count + 1) if slug_of(n) not in slugs]

    def tag(self, name: str) -> int:
        if name not in self.tags:
            self.tags[name] = Tag.objects.get_or_create(name=name)[0].pk
        return self.tags[name]


def make_index(site: Site) -> BeritaIndexPage:
    office = InstansiPage.objects.filter(slug=OFFICE_SLUG).first()
    if office is None:
        root = Page.objects.get(pk=site.root_page_id)
        office = root.add_child(
            instance=InstansiPage(title=OFFICE, slug=OFFICE_SLUG, jenis="lainnya")
        )
    index = BeritaIndexPage.objects.child_of(office).first()
    return index or office.add_child(
        instance=BeritaIndexPage(title="Berita", slug="berita")
    )


def heading(slug: str) -> int:
    """The category's id; one of that name that an office made itself will do."""
    name = HEADINGS[slug]
    found = Kategori.objects.filter(slug=slug) | Kategori.objects.filter(nama=name)
    return (found.first() or Kategori.objects.create(nama=name, slug=slug)).pk


def insert(office: SeededOffice, numbers: list[int]) -> Iterator[int]:
    """Insert the articles ``numbers``; yields how many each batch has brought."""
    for start in range(0, len(numbers), BATCH):
        batch = numbers[start : start + BATCH]
        insert_batch(office, [article(number) for number in batch])
        yield len(batch)


@transaction.atomic
def insert_batch(office: SeededOffice, articles: list[Article]) -> None:
    """One batch, entirely or not at all, with everything that is made of a page."""
    positions = range(next_position(office.index), 10**9)
    pages = [
        page_of(office, one, position)
        for one, position in zip(articles, positions, strict=False)
    ]
    write_pages(pages)
    BeritaTag.objects.bulk_create(
        BeritaTag(content_object=page, tag_id=office.tag(name))
        for page, one in zip(pages, articles, strict=True)
        for name in one.tags
    )
    children = Page.objects.child_of(office.index).count()
    Page.objects.filter(pk=office.index.pk).update(numchild=children)
    ids = [page.pk for page in pages]
    get_search_backend().add_bulk(
        BeritaPage, BeritaPage.get_indexed_objects().filter(pk__in=ids)
    )
    refresh(ids)


def next_position(index: BeritaIndexPage) -> int:
    """The number of the first free place among the children of ``index``."""
    last = Page.objects.child_of(index).order_by("path").last()
    return 1 + (Page._str2int(last.path[-Page.steplen :]) if last else 0)


def page_of(office: SeededOffice, one: Article, position: int) -> BeritaPage:
    """The page as publication would have left it."""
    index = office.index
    return BeritaPage(
        path=Page._get_path(index.path, index.depth + 1, position),
        depth=index.depth + 1,
        url_path=f"{index.url_path}{one.slug}/",
        translation_key=one.key,
        locale_id=index.locale_id,
        title=one.judul,
        draft_title=one.judul,
        slug=one.slug,
        live=True,
        first_published_at=one.published_at,
        last_published_at=one.published_at,
        latest_revision_created_at=one.published_at,
        tanggal=one.tanggal,
        kategori_id=office.headings[one.kategori],
        ringkasan=one.ringkasan,
        isi=one.isi,
        penulis=one.penulis,
    )


def write_pages(pages: list[BeritaPage]) -> None:
    """Both tables of each page.

    Django creates in bulk no model that has a parent table, so the parents go first;
    the children are written as their own columns, which asks no guard.
    """
    bases = Page.objects.bulk_create(
        Page(**{name: getattr(page, name) for name in PAGE_COLUMNS}) for page in pages
    )
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.page_ptr_id = page.id = base.pk
    fields = BeritaPage._meta.local_concrete_fields
    BeritaPage._base_manager._insert(pages, fields, raw=True, using=connection.alias)
