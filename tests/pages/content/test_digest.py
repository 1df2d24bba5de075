"""The same text has the same digest, wherever it is read from."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st

from pages.content.canonical import instant, public_content, scalar
from pages.models import (
    BeritaPage,
    InformasiPublikPage,
    LamanPage,
    PengumumanPage,
    SiteImage,
)
from tests.builders import publish_past_gate
from tests.factories import (
    BeritaPageFactory,
    InformasiPublikPageFactory,
    LamanPageFactory,
    PengumumanPageFactory,
    SiteDocumentFactory,
    SiteImageFactory,
)

if TYPE_CHECKING:
    from pages.models import NaskahPage

pytestmark = pytest.mark.django_db


def assert_same_everywhere(page: NaskahPage) -> None:
    in_memory = page.public_content()
    revision = page.save_revision()
    from_revision = revision.as_object().public_content()
    live = publish_past_gate(page)
    assert in_memory == from_revision == live.public_content()
    assert revision.as_object().digest() == live.digest()


def test_every_field_of_berita(rich_berita: BeritaPage) -> None:
    assert_same_everywhere(rich_berita)


def test_after_blocks_were_looked_at(rich_berita: BeritaPage) -> None:
    live = publish_past_gate(rich_berita)
    untouched = live.digest()
    for block in live.isi:
        str(block.value)
    assert live.digest() == untouched


@pytest.mark.parametrize("trait", [{}, {"serta_merta": True}, {"dikecualikan": True}])
def test_every_field_of_informasi_publik(trait: dict[str, bool]) -> None:
    page = InformasiPublikPageFactory(berlaku_mulai=datetime.date(2026, 1, 1), **trait)
    in_memory = page.public_content()
    assert page.save_revision().as_object().public_content() == in_memory
    stored = InformasiPublikPage.objects.get(pk=page.pk)
    assert stored.public_content() == in_memory


def test_every_field_of_laman() -> None:
    assert_same_everywhere(LamanPageFactory())


def test_every_field_of_pengumuman() -> None:
    page = PengumumanPageFactory(lampiran=[("dokumen", SiteDocumentFactory())])
    assert set(PengumumanPage.public_fields) < page.public_content().keys()
    assert_same_everywhere(page)
    assert_same_everywhere(PengumumanPageFactory(selesai=None))


def test_an_empty_draft(rich_berita: BeritaPage) -> None:
    page = BeritaPageFactory(konsep_kosong=True)
    page.sumber = None
    content = page.public_content()
    assert not {"sumber", "kategori", "isi", "tags"} & content.keys()
    page.sumber = ""
    assert page.save_revision().as_object().public_content() == content


@given(
    moment=st.datetimes(
        datetime.datetime(2000, 1, 1),  # noqa: DTZ001
        datetime.datetime(2100, 1, 1),  # noqa: DTZ001
    )
)
def test_an_instant_has_one_form(moment: datetime.datetime) -> None:
    jakarta = datetime.timezone(datetime.timedelta(hours=7))
    aware = moment.replace(tzinfo=jakarta)
    assert instant(moment) == instant(aware) == instant(aware.astimezone(datetime.UTC))


def test_a_date_given_as_text() -> None:
    field = BeritaPage._meta.get_field("tanggal")
    assert scalar(field, "2026-03-02") == scalar(field, datetime.date(2026, 3, 2))
    assert scalar(field, "") is None


def test_content_is_json_without_ids(rich_berita: BeritaPage) -> None:
    content = rich_berita.public_content()
    assert json.loads(json.dumps(content)) == content
    assert all(set(block) == {"type", "value"} for block in content["isi"])
    assert not {"pk", "id", "go_live_at", "latest_revision"} & content.keys()
    assert content["tags"] == ["ktp", "loket"]
    assert content["expire_at"] == "2099-01-01T12:30:15+00:00"
    # Main image; image of the body; its document; the attachment.
    assert len(content["files"]) == 4


def test_housekeeping_is_not_content(rich_berita: BeritaPage) -> None:
    before = rich_berita.digest()
    rich_berita.locked = True
    rich_berita.go_live_at = datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC)
    assert rich_berita.digest() == before


@pytest.mark.parametrize("name", ["title", "slug", "ringkasan", "penulis", "sumber"])
def test_a_changed_field_is_a_changed_text(rich_berita: BeritaPage, name: str) -> None:
    before = rich_berita.digest()
    setattr(rich_berita, name, "lain")
    assert rich_berita.digest() != before


def test_a_swapped_image_is_a_changed_text() -> None:
    page = BeritaPageFactory(bergambar=True)
    before = page.digest()
    other = SiteImageFactory(file__color="red")
    image = SiteImage.objects.get(pk=page.gambar_utama_id)
    with other.file.open() as red:
        image.file = ContentFile(red.read(), name="lain.png")
    image.save()
    assert page.digest() != before


def test_a_lost_image_is_a_changed_text(rich_berita: BeritaPage) -> None:
    """Of a draft: under a live text no image can be deleted."""
    before = BeritaPage.objects.get(pk=rich_berita.pk).digest()
    SiteImage.objects.exclude(pk=rich_berita.gambar_utama_id).delete()
    unloaded, loaded = (BeritaPage.objects.get(pk=rich_berita.pk) for _ in range(2))
    for block in loaded.isi:
        str(block.value)
    assert unloaded.digest() == loaded.digest() != before


def test_type_tells_same_fields_apart() -> None:
    content = public_content(LamanPageFactory())
    assert content["type"] == LamanPage.form.name == "laman"


def test_a_deleted_target_changes_no_text() -> None:
    """Whoever deletes a page that a text leads to has not changed that text."""
    target = LamanPageFactory()
    page = BeritaPageFactory(
        isi=[("teks", f'<p><a linktype="page" id="{target.pk}">lihat</a></p>')]
    )
    before = page.digest()
    target.delete()
    assert BeritaPage.objects.get(pk=page.pk).digest() == before
