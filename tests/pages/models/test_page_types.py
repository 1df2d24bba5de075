"""Page types: where they may stand, what they ask, whose they are."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from pages.models import (
    BeritaIndexPage,
    BeritaPage,
    InformasiPublikPage,
    InstansiPage,
    SiteImage,
)
from pages.models.informasi_publik import PASAL_10, UJI_KONSEKUENSI
from pages.permissions import NaskahPermissionTester, ParentPermissionTester
from tests.factories import (
    BeritaIndexPageFactory,
    BeritaPageFactory,
    InformasiPublikIndexPageFactory,
    InformasiPublikPageFactory,
    InstansiPageFactory,
    SiteDocumentFactory,
    SiteImageFactory,
    site_root,
)

pytestmark = pytest.mark.django_db


def test_office_of_any_page_in_one_query() -> None:
    page = BeritaPageFactory()
    office = InstansiPage.objects.get()
    for asked in (page, Page.objects.get(pk=page.pk), page.get_parent(), office):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert InstansiPage.of(asked) == office
        assert len(queries) == 1


def test_no_office_outside_any() -> None:
    assert InstansiPage.of(site_root()) is None
    assert InstansiPage.of(BeritaPage(title="Baru")) is None


def test_an_office_holds_one_index_of_a_kind() -> None:
    office = InstansiPageFactory()
    assert BeritaIndexPage.can_create_at(office)
    BeritaIndexPageFactory(parent=office)
    office.refresh_from_db()
    assert not BeritaIndexPage.can_create_at(office)
    assert not BeritaPage.can_create_at(office)


def test_permission_testers(admin_user: Any) -> None:
    page = BeritaPageFactory()
    office, index = page.instansi, page.get_parent().specific
    for structural in (office, index):
        tester = structural.permissions_for_user(admin_user)
        assert type(tester) is ParentPermissionTester
        assert tester.can_publish()
        assert not tester.can_publish_subpage()
    tester = page.permissions_for_user(admin_user)
    assert type(tester) is NaskahPermissionTester
    assert not tester.can_publish()


def test_a_draft_needs_only_a_title() -> None:
    for index, model in (
        (BeritaIndexPageFactory(), BeritaPage),
        (InformasiPublikIndexPageFactory(), InformasiPublikPage),
    ):
        page = index.add_child(instance=model(title="Konsep"))
        page.save_revision(clean=False)
        assert not page.live
        assert page.missing_fields()


def test_missing_fields_of_berita() -> None:
    assert BeritaPageFactory().missing_fields() == []
    missing = BeritaPageFactory(konsep_kosong=True).missing_fields()
    assert missing == ["kategori", "ringkasan", "isi"]


def test_missing_fields_of_serta_merta() -> None:
    assert InformasiPublikPageFactory(serta_merta=True).missing_fields() == []
    bare = InformasiPublikPageFactory(klasifikasi="serta-merta")
    assert len(bare.missing_fields()) == len(PASAL_10)


def test_exempt_information_needs_its_uji_konsekuensi() -> None:
    InformasiPublikPageFactory(dikecualikan=True).full_clean()
    page = InformasiPublikPageFactory(klasifikasi="dikecualikan")
    with pytest.raises(ValidationError) as caught:
        page.full_clean()
    assert set(caught.value.message_dict) == set(UJI_KONSEKUENSI)


def test_validity_runs_forward() -> None:
    page = InformasiPublikPageFactory.build(
        parent=None, berlaku_mulai="2026-02-01", berlaku_sampai="2026-01-01"
    )
    assert set(page.validity_errors()) == {"berlaku_sampai"}


def test_files_carry_their_checksum() -> None:
    assert len(SiteImageFactory().file_hash) == 40
    assert len(SiteDocumentFactory().file_hash) == 40


def test_an_image_needs_an_alt_text() -> None:
    image = SiteImageFactory.build(alt="")
    with pytest.raises(ValidationError) as caught:
        image.full_clean()
    assert "alt" in caught.value.message_dict
    assert "alt" in SiteImage.admin_form_fields
    assert SiteImageFactory.build(alt="Loket").default_alt_text == "Loket"
