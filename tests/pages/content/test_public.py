"""What anonymous readers may see: which pages, which files, under which address."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    ReferenceIndex,
)

from pages.content.public import public_files, public_pages, public_path
from pages.models import (
    BeritaPage,
    InformasiPublikPage,
    Kategori,
    SiteDocument,
    SiteImage,
)
from tests.builders import publish_past_gate, withdraw_past_gate
from tests.factories import (
    BeritaPageFactory,
    InformasiPublikPageFactory,
    SiteDocumentFactory,
    SiteImageFactory,
    site_root,
)

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


def is_public(page: Page, at: dt.datetime | None = None) -> bool:
    """As a page of its own type and as any page: the two never differ."""
    own = public_pages(type(page), at).filter(pk=page.pk).exists()
    assert public_pages(Page, at).filter(pk=page.pk).exists() is own
    return own


def close(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


WAYS_OUT: list[Callable[[Any], object]] = [
    withdraw_past_gate,
    close,
    lambda page: close(page.get_parent()),
]


@pytest.mark.parametrize("go", WAYS_OUT, ids=["withdrawn", "closed", "index closed"])
def test_what_is_withdrawn_or_closed_is_not_public(go: Callable[[Any], object]) -> None:
    page, other = (publish_past_gate(BeritaPageFactory()) for _ in range(2))
    assert is_public(page)
    go(page)
    assert not is_public(page)
    assert is_public(other)


def test_a_draft_is_not_public() -> None:
    assert not is_public(BeritaPageFactory())


def test_a_page_is_public_until_it_expires() -> None:
    now = timezone.now()
    page = BeritaPageFactory(expire_at=now + dt.timedelta(days=2))
    page = publish_past_gate(page)
    assert is_public(page)
    assert is_public(page, now + dt.timedelta(days=1))
    assert not is_public(page, now + dt.timedelta(days=2))


def test_information_made_exempt_in_the_database_is_not_public() -> None:
    """No screen allows it of a live page; SQL does."""
    page = publish_past_gate(InformasiPublikPageFactory())
    kept = publish_past_gate(BeritaPageFactory())
    assert is_public(page)
    InformasiPublikPage.objects.update(klasifikasi="dikecualikan")
    assert not is_public(page)
    assert is_public(kept)


def is_open(item: SiteImage | SiteDocument) -> bool:
    return public_files(type(item)).filter(pk=item.pk).exists()


def test_a_file_is_public_while_a_public_page_shows_it() -> None:
    image, unused = SiteImageFactory(), SiteImageFactory()
    document = SiteDocumentFactory(id=image.pk)
    page = publish_past_gate(BeritaPageFactory(gambar_utama=image))
    assert [is_open(each) for each in (image, unused, document)] == [True, False, False]
    withdraw_past_gate(page)
    assert not is_open(image)


def test_a_file_of_a_closed_collection_is_not_public() -> None:
    closed = Collection.get_first_root_node().add_child(name="Tertutup")
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type="login"
    )
    image = SiteImageFactory(collection=closed.add_child(name="Di dalam"))
    publish_past_gate(BeritaPageFactory(gambar_utama=image))
    assert not is_open(image)


def test_what_is_no_page_makes_no_file_public() -> None:
    """Its number may be that of a public page."""
    image = SiteImageFactory()
    page = publish_past_gate(BeritaPageFactory())
    kategori = ContentType.objects.get_for_model(Kategori)
    ReferenceIndex.objects.create(
        base_content_type=kategori,
        content_type=kategori,
        object_id=str(page.pk),
        to_content_type=ContentType.objects.get_for_model(SiteImage),
        to_object_id=str(image.pk),
        model_path="gambar",
        content_path="gambar",
        content_path_hash="0" * 32,
    )
    assert not is_open(image)


def test_an_address_begins_at_the_site_s_root_and_names_no_host() -> None:
    page = BeritaPageFactory(slug="loket", parent__parent__slug="dinas")
    assert public_path(page) == "/dinas/berita/loket/"
    assert public_path(site_root()) == "/"


def test_a_page_of_no_site_has_the_address_of_its_place_in_the_tree() -> None:
    root = Page.objects.get(depth=1)
    page = root.add_child(instance=BeritaPage(title="Lepas", slug="lepas"))
    assert public_path(page) == "/lepas/"
