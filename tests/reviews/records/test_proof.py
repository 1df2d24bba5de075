"""What anybody is told of a publication is compared with the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command
from taggit.models import Tag

from pages.content.digest import digest_of
from pages.models import BeritaPage, Kategori, SiteImage
from reviews.models import Jejak, Naskah
from tests.reviews import builders
from tests.reviews.trail.tampering import run, verdict

if TYPE_CHECKING:
    from django.test import Client
    from wagtail.models import Page

    from reviews.models import SOP

pytestmark = pytest.mark.django_db
TITLE = "UPDATE wagtailcore_page SET title = %s WHERE id = %s"
DIGEST = "UPDATE reviews_naskah SET digest_disetujui = %s WHERE id = %s"


def proof(client: Client, page: Page) -> dict[str, Any]:
    kode = builders.naskah_of(page).kode_verifikasi
    return client.get(f"/api/v3/verifikasi/{kode}/").json()


def forge(page: BeritaPage) -> str:
    """Two UPDATEs: the text, and the digest that was approved; the title of before."""
    before, forged = page.title, BeritaPage.objects.get(pk=page.pk)
    forged.title = "Palsu"
    digest = digest_of(forged.public_content())
    run(
        (TITLE, [forged.title, page.pk]),
        (DIGEST, [digest, builders.naskah_of(page).pk]),
    )
    return before


def test_a_forged_text_is_found_by_all_three(lampung: SOP, client: Client) -> None:
    page = builders.published(lampung)
    forge(page)
    told = proof(client, page)
    assert not told["sesuai"]
    assert told["status"] == "berbeda"
    assert "tidak sesuai dengan jejak" in told["jejak"]
    assert "digest yang disetujui (tidak sesuai dengan jejak)" in verdict()
    assert "tidak cocok dengan jejak" in verdict("rebuild_reading")


def test_rebuilding_serves_no_forged_text(
    lampung: SOP, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    page = builders.published(lampung)
    before = forge(page)
    with pytest.raises(CommandError):
        call_command("rebuild_reading")
    answer = client.get(f"/api/v3/berita/{page.pk}/").json()
    assert answer["judul"] == before
    assert f"Halaman {page.pk}: isinya bukan yang disetujui" in capsys.readouterr().err
    with pytest.raises(CommandError):
        call_command("rebuild_reading", "--check")


def test_a_sound_text_says_so(lampung: SOP, client: Client) -> None:
    told = proof(client, builders.published(lampung))
    assert told["sesuai"]
    assert told["jejak"] == "utuh"
    assert told["bagian"] == {"teks": True, "lampiran": True}
    assert told["sekitar"] == []


def test_a_changed_file_is_told_from_a_changed_text(
    lampung: SOP, client: Client
) -> None:
    page, image = builders.illustrated(lampung)
    while not builders.fresh(page).live:
        builders.approve(page)
    SiteImage.objects.filter(pk=image.pk).update(alt="Lain")
    told = proof(client, page)
    assert told["bagian"] == {"teks": True, "lampiran": False}
    assert not told["sesuai"]


def test_a_renamed_kategori_is_told_and_changes_no_text(
    lampung: SOP, client: Client
) -> None:
    kategori = Kategori.objects.create(nama="Kegiatan lama", slug="kegiatan-lama")
    page = builders.published(lampung, kategori=kategori)
    kategori.nama, kategori.slug = "Agenda", "agenda"
    kategori.save()
    told = proof(client, page)
    assert told["sesuai"]
    (renamed,) = told["sekitar"]
    assert renamed["dari"] == {"nama": "Kegiatan lama", "slug": "kegiatan-lama"}
    assert renamed["menjadi"] == {"nama": "Agenda", "slug": "agenda"}


def test_a_renamed_office_is_told(lampung: SOP, client: Client) -> None:
    page = builders.published(lampung)
    office = lampung.instansi
    office.title = "Badan dengan nama baru"
    office.save()
    (renamed,) = proof(client, page)["sekitar"]
    assert renamed["menjadi"] == {"title": "Badan dengan nama baru"}
    row = Jejak.objects.get(aksi=Jejak.Aksi.NAMA, data__has_key="dari")
    assert row.rantai.kantor == office.translation_key


def test_paraf_come_from_the_rows_whatever_the_columns_say(
    lampung: SOP, client: Client
) -> None:
    page = builders.published(lampung)
    before = proof(client, page)
    run(("UPDATE reviews_jejak SET jabatan = 'Lain' WHERE aksi = 'setuju'", []))
    told = proof(client, page)
    assert told["jejak"] != "utuh"
    assert not told["sesuai"]
    assert told["paraf"] == before["paraf"] != []


def test_a_correction_is_no_forgery(lampung: SOP, client: Client) -> None:
    page = builders.published(lampung)
    first = builders.naskah_of(page)
    builders.changed(page).save_revision(user=page.owner)
    lampung.workflow.start(builders.fresh(page), page.owner)
    while builders.fresh(page).current_workflow_state:
        builders.approve(page)
    assert Naskah.objects.latest_of(page) != first
    told = client.get(f"/api/v3/verifikasi/{first.kode_verifikasi}/").json()
    assert told["status"] == "diperbarui"
    assert told["jejak"] == "utuh"


def test_a_renamed_tag_is_told(lampung: SOP, client: Client) -> None:
    draft = builders.drafted(lampung)
    draft.tags.add("loket")
    draft.save_revision(user=draft.owner)
    lampung.workflow.start(draft, draft.owner)
    while not (page := builders.fresh(draft)).live:
        builders.approve(page)
    tag = Tag.objects.get(slug="loket")
    tag.name = "Nama lain"
    tag.save()
    told = proof(client, page)
    assert told["sesuai"]
    assert told["sekitar"][0]["menjadi"] == {"name": "Nama lain"}
