"""What the site shows is what the trail put there: no more, no less, and the newest."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command

from pages.models import BeritaPage, Kategori, LamanPage
from reviews.engine.actions.withdraw import withdraw_naskah
from reviews.models import Jejak, PemangkuJabatan
from reviews.trail import check
from tests.reviews import builders as b
from tests.reviews.trail.tampering import run, verdict

if TYPE_CHECKING:
    from django.test import Client

    from reviews.models import SOP

pytestmark = pytest.mark.django_db
LIVE = "UPDATE wagtailcore_page SET live = %s WHERE id = %s"
RENAMED = "UPDATE wagtailcore_page SET title = %s, translation_key = %s WHERE id = %s"
TITLE = "UPDATE wagtailcore_page SET title = %s WHERE id = %s"
UNHOOKED = "UPDATE reviews_naskah SET page_id = NULL WHERE page_id = %s"


def told(client: Client, naskah: Any) -> dict[str, Any]:
    return client.get(f"/api/v3/verifikasi/{naskah.kode_verifikasi}/").json()


def corrected(page: BeritaPage, lampung: SOP) -> BeritaPage:
    b.changed(page).save_revision(user=page.owner)
    lampung.workflow.start(b.fresh(page), page.owner)
    while b.fresh(page).current_workflow_state:
        b.approve(page)
    return b.fresh(page)


def withdrawn(lampung: SOP) -> BeritaPage:
    page = b.published(lampung)
    withdraw_naskah(page, b.responsible(lampung), "Keliru.")
    return b.fresh(page)


def nothing_new_is_served(page: BeritaPage) -> None:
    with pytest.raises(CommandError, match="tidak cocok dengan jejak"):
        call_command("rebuild_reading")
    assert verdict()


def test_a_text_that_no_round_put_there(lampung: SOP, client: Client) -> None:
    page = b.submitted(lampung)
    run((LIVE, [True, page.pk]))
    nothing_new_is_served(page)
    assert client.get(f"/api/v3/berita/{page.pk}/").status_code == 404


def test_a_text_that_was_withdrawn(lampung: SOP, client: Client) -> None:
    page = withdrawn(lampung)
    run((LIVE, [True, page.pk]))
    nothing_new_is_served(page)
    assert client.get(f"/api/v3/berita/{page.pk}/").status_code == 404
    answer = told(client, b.naskah_of(page))
    assert (answer["status"], answer["sesuai"]) == ("berbeda", False)


def test_a_text_without_its_round(lampung: SOP) -> None:
    page = b.published(lampung)
    run((RENAMED, ["Palsu", uuid.uuid4().hex, page.pk]), (UNHOOKED, [page.pk]))
    nothing_new_is_served(page)


def test_an_older_text_that_was_approved_too(lampung: SOP, client: Client) -> None:
    page = b.published(lampung)
    first, was = b.naskah_of(page), BeritaPage.objects.get(pk=page.pk)
    page = corrected(page, lampung)
    rows = Jejak.objects.filter(aksi=Jejak.Aksi.TAYANG, naskah__page=page)
    older, newer = rows.order_by("nomor").values_list("pk", flat=True)
    swap = "UPDATE reviews_jejak SET id = %s WHERE id = %s"
    run((swap, [-1, older]), (swap, [older, newer]), (swap, [newer, -1]))
    run((TITLE, [was.title, page.pk]))
    BeritaPage.objects.filter(pk=page.pk).update(isi=was.isi, ringkasan=was.ringkasan)
    assert b.fresh(page).digest() == first.digest_disetujui
    nothing_new_is_served(page)
    assert told(client, first)["status"] == "berbeda"


def gone_by_type(page: BeritaPage) -> None:
    other = ContentType.objects.get_for_model(LamanPage).pk
    sql = "UPDATE wagtailcore_page SET content_type_id = %s WHERE id = %s"
    run((sql, [other, page.pk]))


def gone_by_restriction(page: BeritaPage) -> None:
    sql = (
        "INSERT INTO wagtailcore_pageviewrestriction"
        " (restriction_type, password, page_id) VALUES ('login', '', %s)"
    )
    run((sql, [page.pk]))


def gone_by_unhooking(page: BeritaPage) -> None:
    run((LIVE, [False, page.pk]), (UNHOOKED, [page.pk]))


@pytest.mark.parametrize("gone", [gone_by_type, gone_by_restriction, gone_by_unhooking])
def test_an_approved_text_does_not_vanish(gone: Any, lampung: SOP) -> None:
    page = b.published(lampung)
    gone(page)
    call_command("rebuild_reading")
    assert verdict()


def test_what_was_corrected_and_withdrawn_is_no_fault(
    lampung: SOP, client: Client
) -> None:
    page = b.published(lampung)
    first = b.naskah_of(page)
    page = corrected(page, lampung)
    withdraw_naskah(page, b.responsible(lampung), "Keliru.")
    assert told(client, first)["jejak"] == "utuh"
    assert check.first_fault() is None


@pytest.mark.parametrize(
    ("column", "value"),
    [("hash", "bukan"), ("tertulis", b'{"tentang":5}'), ("tertulis", b"[{}]")],
)
def test_rows_that_nobody_can_read_are_a_fault(
    column: str, value: Any, lampung: SOP, client: Client
) -> None:
    page = b.published(lampung)
    row = Jejak.objects.filter(naskah__page=page).first()
    assert row is not None
    run((f"UPDATE reviews_jejak SET {column} = %s WHERE id = %s", [value, row.pk]))  # noqa: S608
    assert not told(client, b.naskah_of(page))["sesuai"]
    nothing_new_is_served(page)


# What was written past all acts is not signed by the next one ---------------------------


def test_a_forged_date_is_not_laundered_by_a_withdrawal(
    lampung: SOP, client: Client
) -> None:
    page = b.published(lampung)
    naskah = b.naskah_of(page)
    sql = "UPDATE reviews_naskah SET tayang_pada = %s WHERE id = %s"
    run((sql, [naskah.dimulai_pada, naskah.pk]))
    withdraw_naskah(page, b.responsible(lampung), "Keliru.")
    assert "tayang_pada berubah tanpa perbuatan" in verdict()
    assert "tayang_pada" in told(client, naskah)["jejak"]


def test_a_forged_term_is_not_laundered_by_its_end(lampung: SOP) -> None:
    term = PemangkuJabatan.objects.filter(jabatan__instansi=lampung.instansi).last()
    assert term is not None
    sql = "UPDATE reviews_pemangkujabatan SET nip = %s WHERE id = %s"
    run((sql, ["198001012005011001", term.pk]))
    term.refresh_from_db()
    term.alasan = "Mutasi"
    term.save()
    assert "nip berubah tanpa perbuatan" in verdict()


def test_a_forged_name_is_not_laundered_by_a_rename(lampung: SOP) -> None:
    kategori = Kategori.objects.create(nama="Kegiatan", slug="kegiatan")
    sql = "UPDATE pages_kategori SET nama = %s WHERE id = %s"
    run((sql, ["Palsu", kategori.pk]))
    kategori.refresh_from_db()
    kategori.slug = "palsu"
    kategori.save()
    assert "nama berubah tanpa perbuatan" in verdict()
    kategori.nama, kategori.slug = "Benar", "benar"
    kategori.save()
    assert "nama berubah tanpa perbuatan" in verdict()
