"""No path makes a governed page live, or changes a live one, past its gate."""

from __future__ import annotations

import datetime
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from pages.errors import NaskahError, PublishingDenied
from pages.models import BeritaPage, InformasiPublikPage
from pages.models.naskah import is_governed
from tests.builders import OpenGate, installed, publish_past_gate
from tests.factories import (
    BeritaIndexPageFactory,
    BeritaPageFactory,
    InformasiPublikPageFactory,
    LamanPageFactory,
    PengumumanPageFactory,
    site_root,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.contrib.auth.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_gate")]


def is_live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def save_live(page: Any) -> None:
    page.live = True
    page.save()


def save_base_live(page: Any) -> None:
    save_live(Page.objects.get(pk=page.pk))


def save_only_live(page: Any) -> None:
    page.live = True
    page.save(update_fields=["live"])


def publish_scheduled(page: Any) -> None:
    page.go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    page.save_revision().publish()


@contextmanager
def refused(match: str) -> Iterator[None]:
    """The act inside is refused, and the test's own transaction goes on."""
    with pytest.raises(NaskahError, match=match), transaction.atomic():
        yield


WAYS_TO_GO_LIVE: list[Callable[[Any], object]] = [
    lambda page: page.save_revision().publish(),
    lambda page: page.save_revision().publish(skip_permission_checks=True),
    save_live,
    save_base_live,
    save_only_live,
    publish_scheduled,
    lambda page: page.copy(
        update_attrs={"live": True, "slug": "salinan"}, keep_live=True
    ),
]


@pytest.mark.parametrize("go_live", WAYS_TO_GO_LIVE)
@pytest.mark.parametrize(
    "factory",
    [
        BeritaPageFactory,
        InformasiPublikPageFactory,
        LamanPageFactory,
        PengumumanPageFactory,
    ],
)
def test_nothing_goes_live(factory: Any, go_live: Callable[[Any], object]) -> None:
    page = factory()
    with pytest.raises(PublishingDenied):
        go_live(page)
    assert not is_live(page)


def test_nothing_goes_live_for_a_superuser(admin_user: User) -> None:
    page = BeritaPageFactory()
    with pytest.raises(Exception, match="permission"):
        page.save_revision().publish(user=admin_user)
    assert not is_live(page)


def test_nothing_is_born_live() -> None:
    index = BeritaIndexPageFactory()
    assert not index.add_child(instance=BeritaPage(title="Konsep")).live
    with pytest.raises(PublishingDenied):
        index.add_child(instance=BeritaPage(title="Tayang", live=True))


def test_a_live_page_keeps_its_text() -> None:
    page = publish_past_gate(BeritaPageFactory(title="Asli"))
    page.title = "Ubahan"
    with pytest.raises(PublishingDenied):
        page.save()
    base = Page.objects.get(pk=page.pk)
    base.slug = "ubahan"
    with pytest.raises(PublishingDenied):
        base.save()
    with pytest.raises(PublishingDenied):
        page.save_revision().publish()
    assert Page.objects.get(pk=page.pk).title == "Asli"


def test_a_page_that_says_the_same_is_saved_beside_others() -> None:
    pages = [publish_past_gate(BeritaPageFactory(title=name)) for name in ("A", "B")]
    for page in pages:
        page.save()
    assert all(map(is_live, pages))


def test_a_draft_of_a_live_page_changes_nothing() -> None:
    page = publish_past_gate(BeritaPageFactory(title="Asli"))
    page.title = "Ubahan"
    page.save_revision()
    stored = BeritaPage.objects.get(pk=page.pk)
    assert (stored.title, stored.draft_title) == ("Asli", "Ubahan")


def test_housekeeping_of_a_live_page() -> None:
    page = publish_past_gate(BeritaPageFactory())
    page.locked = True
    page.save()
    assert BeritaPage.objects.get(pk=page.pk).locked


def test_copy_of_a_live_page() -> None:
    page = publish_past_gate(BeritaPageFactory())
    with pytest.raises(PublishingDenied):
        page.copy(update_attrs={"slug": "salinan"}, keep_live=True)
    assert not page.copy(update_attrs={"slug": "konsep"}, keep_live=False).live


def test_alias() -> None:
    page = publish_past_gate(BeritaPageFactory())
    with installed(OpenGate()), pytest.raises(PublishingDenied, match="alias"):
        page.create_alias(update_slug="alias")


def test_move_between_offices() -> None:
    page, elsewhere = BeritaPageFactory(), BeritaIndexPageFactory()
    office = page.instansi
    with pytest.raises(NaskahError, match="instansi lain"):
        page.move(elsewhere, pos="last-child")
    assert BeritaPage.objects.get(pk=page.pk).instansi == office


class RefusingGate(OpenGate):
    """Says no to whatever takes a page away."""

    def check_withdrawal(self, page: Any) -> None:
        raise NaskahError(f"{type(page).__name__} tidak ditarik.")

    def check_removal(self, page: Any) -> None:
        raise NaskahError("Tidak dihapus.")


def test_a_page_leaves_the_site_as_its_gate_allows() -> None:
    page = publish_past_gate(BeritaPageFactory())
    with installed(RefusingGate()):
        with refused("BeritaPage tidak ditarik"):
            page.unpublish()
        base = Page.objects.get(pk=page.pk)
        base.live = False
        with refused("BeritaPage tidak ditarik"):
            base.save()
        with refused("Tidak dihapus"):
            page.delete()
    assert is_live(page)


def test_a_draft_has_nothing_to_withdraw() -> None:
    page = BeritaPageFactory()
    with installed(RefusingGate()):
        page.title = "Ubahan"
        page.save()
        BeritaPageFactory()
    assert BeritaPage.objects.get(pk=page.pk).title == "Ubahan"


def test_a_place_is_not_taken_off_the_site_over_its_live_pages() -> None:
    page, draft = publish_past_gate(BeritaPageFactory()), BeritaPageFactory()
    place = page.get_parent().specific
    place.title = "Kabar"
    place.save()  # staying live, it may change
    for each in (place, place.get_parent().specific):
        with refused(f"antara lain “{page.title}”"):
            each.unpublish()
        assert is_live(each)
    draft.get_parent().specific.unpublish()
    assert not is_live(draft.get_parent())


def test_a_place_that_is_not_live_may_change_over_live_pages() -> None:
    """As one that was taken off before its pages were: it must be put back somehow."""
    page = publish_past_gate(BeritaPageFactory())
    Page.objects.filter(pk=page.get_parent().pk).update(live=False)
    place = page.get_parent().specific
    place.title = "Kabar"
    place.save()
    assert Page.objects.get(pk=place.pk).title == "Kabar"


def test_a_page_moves_within_its_office() -> None:
    page = BeritaPageFactory()
    beside = BeritaIndexPageFactory(parent=page.instansi, title="Arsip berita")
    page.move(beside, pos="last-child")
    assert BeritaPage.objects.get(pk=page.pk).get_parent().pk == beside.pk


def test_an_office_may_move_as_a_whole() -> None:
    page = publish_past_gate(BeritaPageFactory())
    office, above = page.instansi, BeritaIndexPageFactory().get_parent()
    office.move(above, pos="last-child")
    assert BeritaPage.objects.get(pk=page.pk).instansi == office


def test_a_page_of_a_type_that_is_gone_is_no_naskah() -> None:
    gone = ContentType.objects.create(app_label="lama", model="halaman")
    page = site_root().add_child(instance=Page(title="Lama", content_type=gone))
    assert is_live(page)
    assert not is_governed(page)


def test_exempt_information_passes_no_gate() -> None:
    page = InformasiPublikPageFactory(dikecualikan=True)
    with installed(OpenGate()), pytest.raises(PublishingDenied, match="dikecualikan"):
        page.save_revision().publish()
    with installed(OpenGate()), pytest.raises(PublishingDenied, match="dikecualikan"):
        save_base_live(page)


def test_a_live_page_does_not_become_exempt() -> None:
    page = publish_past_gate(InformasiPublikPageFactory())
    page.klasifikasi = "dikecualikan"
    with installed(OpenGate()), pytest.raises(PublishingDenied):
        page.save(clean=False)
    assert InformasiPublikPage.objects.get(pk=page.pk).klasifikasi == "berkala"
