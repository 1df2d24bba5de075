"""A head of division reads the rapor, judges the SOP, and keeps the form."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviews.models import FormPemantauan
from tests.reviews import builders
from tests.reviews.registers.rapor.walked import passages, returned

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.desk import Desk

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_from_the_menu_to_a_saved_form(
    desks: Callable[[str], Desk], require: Callable[[str], str]
) -> None:
    require("node")
    sop = builders.adopted("004")
    for langkah in sop.isi.langkah:
        baku = langkah.waktu_menit or 60
        passages(sop, langkah.no, [baku // 2, baku, baku * langkah.no])
    returned(sop, 2, None, "Foto buram.")
    desk = desks(builders.holder_of(sop, 2).username)
    page = desk.page

    page.get_by_role("link", name="Rapor SOP").click()
    page.wait_for_url("**/admin/naskah/rapor/")
    assert not page.get_by_label("Dari tanggal").is_visible()
    page.get_by_label("Periode").select_option("Tanggal bebas")
    page.get_by_label("Dari tanggal").fill("2026-07-01")
    page.get_by_label("Sampai tanggal").fill("2026-12-31")
    page.get_by_role("button", name="Tampilkan").click()
    page.get_by_role("img", name="Waktu terhadap waktu baku").wait_for()
    assert "Foto buram." in page.locator(".rapor").inner_text()
    assert desk.barriers(".rapor") == []
    desk.picture("rapor")
    page.emulate_media(media="print")
    assert not page.locator(".sidebar").first.is_visible()
    desk.picture("rapor-cetak")
    page.emulate_media(media="screen")
    with page.expect_download() as file:
        page.get_by_role("link", name="Unduh XLSX").click()
    assert file.value.suggested_filename.endswith("31-desember-2026.xlsx")

    page.get_by_role("link", name="Isi formulir pemantauan").click()
    page.wait_for_url("**/pemantauan/baru/**")
    page.locator("[name=langkah-3-baik][value=False]").check()
    assert desk.barriers(".rapor") == []
    with page.expect_navigation():
        page.get_by_role("button", name="Simpan formulir").click()
    assert "Formulir belum lengkap" in desk.message()
    desk.picture("pemantauan-belum-lengkap")
    page.locator("[name=langkah-3-tindakan]").fill("Tambah petugas penayangan.")
    for tindakan in page.locator("[name$=-tindakan]").all():
        if not tindakan.input_value():
            tindakan.fill("Jaga seperti sekarang.")
    page.get_by_role("button", name="Simpan formulir").click()
    page.wait_for_url(re.compile(r"/pemantauan/\d+/$"))

    assert "Formulir pemantauan disimpan." in desk.message()
    assert "Tambah petugas penayangan." in page.locator(".rapor-tabel").inner_text()
    assert desk.barriers(".rapor") == []
    desk.picture("pemantauan")
    with page.expect_download() as file:
        page.get_by_role("link", name="Unduh DOCX").click()
    assert Path(file.value.path()).read_bytes().startswith(b"PK")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert FormPemantauan.objects.get().isi["baris"][2]["baik"] is False
    assert desk.faults == []
