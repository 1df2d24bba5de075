"""Seed 002 from its first step to its last, by clicking in the Wagtail admin.

Each of the four posts has its own login. In the end the article is read from the
public API.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from pages.models import BeritaIndexPage, Kategori
from reviews.models import Jejak
from tests.reviews import builders

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django.live_server_helper import LiveServer

    from tests.browser.desk import Desk

JUDUL = "Jadwal kenaikan pangkat periode April"
KASUBID, KABID = "Kasubid II", "Kabid Dokin"
PENGELOLA, KEPALA = "Pengelola Informasi Kepegawaian", "Kepala BKD"

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_sop_002_is_played_by_four_people(
    desks: Callable[[str], Desk], live_server: LiveServer
) -> None:
    lampung = builders.adopted("002")
    Kategori.objects.get_or_create(slug="pengumuman", defaults={"nama": "Pengumuman"})
    index = BeritaIndexPage.objects.child_of(lampung.instansi).get()
    pengelola = desks(builders.holder_of(lampung, 1).username)
    kasubid = desks(builders.holder_of(lampung, 2).username)
    kabid = desks(builders.holder_of(lampung, 3).username)
    kepala = desks(builders.holder_of(lampung, 8).username)

    draft_and_submit(pengelola, index.pk)
    kasubid.open_waiting(JUDUL)
    kasubid.picture("02-tinjau")
    kasubid.decide(
        JUDUL, "Kembalikan untuk diperbaiki", alasan="Tambahkan tanggal penutupan."
    )
    mend_and_resubmit(pengelola)
    kasubid.decide(JUDUL, "Bubuhkan paraf", catatan="Sudah sesuai.")
    kabid.decide(JUDUL, "Bubuhkan paraf")
    kasubid.assign(JUDUL, PENGELOLA, "Tayangkan")
    pengelola.decide(JUDUL, "Tayangkan", laporan="Naskah tayang pada situs BKD.")
    pengelola.picture("05-tayang")
    kasubid.decide(JUDUL, "Bubuhkan paraf")
    kabid.decide(JUDUL, "Tandatangani")
    kepala.decide(JUDUL, "Tandatangani")
    kepala.picture("08-mengetahui")
    kabid.assign(JUDUL, KASUBID, "Arsipkan")
    kasubid.assign(JUDUL, PENGELOLA, "Arsipkan")
    pengelola.decide(JUDUL, "Arsipkan")
    pengelola.picture("11-arsip")

    assert trail() == [
        ("mulai", None, ""),
        ("setuju", 1, PENGELOLA),
        ("kembali", 2, KASUBID),
        ("setuju", 1, PENGELOLA),
        ("setuju", 2, KASUBID),
        ("setuju", 3, KABID),
        ("setuju", 4, KASUBID),
        ("setuju", 5, PENGELOLA),
        ("tayang", None, ""),
        ("setuju", 5, PENGELOLA),
        ("setuju", 6, KASUBID),
        ("setuju", 7, KABID),
        ("setuju", 8, KEPALA),
        ("setuju", 9, KABID),
        ("setuju", 10, KASUBID),
        ("setuju", 11, PENGELOLA),
        ("selesai", None, ""),
    ]
    article = read(live_server, f"/api/v3/berita/?q={JUDUL.split()[0]}")["items"][0]
    assert article["judul"] == JUDUL
    whole = read(live_server, f"/api/v3/berita/{article['id']}/")
    assert "Penutupan 30 November." in json.dumps(whole, ensure_ascii=False)
    proof = read(live_server, f"/api/v3/verifikasi/{whole['kode_verifikasi']}/")
    assert proof["sesuai"] is True
    assert [row["jabatan"] for row in proof["paraf"]] == [
        KASUBID, KABID, KASUBID, KABID, KEPALA,
    ]  # fmt: skip
    assert [desk.faults for desk in (pengelola, kasubid, kabid, kepala)] == [[]] * 4


def draft_and_submit(desk: Desk, parent: int) -> None:
    page = desk.page
    page.goto(f"/admin/pages/{parent}/")
    page.locator(f"header a[href^='/admin/pages/{parent}/add_subpage/']").first.click()
    page.wait_for_url(re.compile(r"/add/pages/beritapage/"))
    page.wait_for_timeout(2_500)  # Wagtail keeps by itself what changes from then on
    page.locator("input[name=title]").press_sequentially(JUDUL)
    page.locator("textarea[name=ringkasan]").fill("Jadwal bagi PNS Provinsi Lampung.")
    page.get_by_role("button", name="Pilih kategori").click()
    page.locator(".modal-content").get_by_role("link", name="Pengumuman").click()
    page.locator(".modal-content").wait_for(state="hidden")
    page.locator(
        "[data-contentpath=isi] button[data-streamfield-stream-add], "
        "[data-contentpath=isi] .c-sf-add-button"
    ).first.click()
    page.get_by_role("option", name="Teks").click()
    write(desk, "Berkas diterima mulai 1 November.")
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    desk.picture("01-konsep")
    desk.submit()


def write(desk: Desk, text: str) -> None:
    """Type at the end of the first rich text of the body."""
    editor = desk.page.locator("[data-contentpath=isi] [contenteditable=true]").first
    editor.click()
    desk.page.keyboard.press("Control+End")
    desk.page.keyboard.type(text)
    desk.page.wait_for_timeout(500)  # Draftail hands over to the form after a pause


def mend_and_resubmit(desk: Desk) -> None:
    desk.open_waiting(JUDUL)
    assert "Tambahkan tanggal penutupan." in desk.page.content()
    desk.picture("03-dikembalikan")
    desk.page.get_by_role("link", name="Sunting naskah").click()
    write(desk, " Penutupan 30 November.")
    desk.submit()


def trail() -> list[tuple[str, int | None, str]]:
    """What was decided; who read a sheet, and what names became, has rows too."""
    kinds = ("mulai", "setuju", "kembali", "tayang", "selesai")
    rows = Jejak.objects.filter(aksi__in=kinds)
    return list(rows.values_list("aksi", "langkah", "jabatan"))


def read(live_server: LiveServer, path: str) -> dict[str, object]:
    with urlopen(live_server.url + path) as answer:  # noqa: S310
        return json.load(answer)
