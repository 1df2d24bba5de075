"""An office writes its SOP in the admin: the flowchart follows, steps move, it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviews.engine.adoption.draf import begin_draf
from reviews.models import DrafSOP
from tests.reviews import builders

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.desk import Desk

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_the_form_of_an_sop_with_its_flowchart(
    desks: Callable[[str], Desk], require: Callable[[str], str]
) -> None:
    require("node")  # axe-core lies among its packages
    bekasi = builders.adopted("004")
    admin = builders.superuser()
    draf = begin_draf(bekasi.instansi, admin, bekasi.isi.as_data())
    desk = desks(admin.username)
    page = desk.page
    page.goto(f"/admin/naskah/sop/draf/{draf.pk}/")
    chart = page.locator("#draf-pratinjau svg.bagan")
    page.fill("#id_langkah-0-uraian", "Menerima bahan dari wartawan")
    chart.get_by_text("wartawan").wait_for()
    desk.picture("sop-draf")
    assert desk.barriers("main") == []

    page.get_by_role("button", name="Tambah langkah").click()
    page.locator("#langkah-4").wait_for()
    page.locator("#draf-pratinjau").get_by_text("Langkah 4, uraian").wait_for()
    page.get_by_role("button", name="Hapus langkah 4").click()
    page.locator("#langkah-4").wait_for(state="detached")
    page.locator("#draf-pratinjau").get_by_text("Dokumen lengkap").wait_for()
    with page.expect_navigation():
        page.locator(".draf-tombol--akhir").get_by_role(
            "button", name="Simpan draf"
        ).click()
    assert "Draf disimpan" in desk.message()

    page.locator("#draf[data-w-unsaved-has-edits-value=false]").wait_for()
    page.fill("#id_identitas-nomor", "Belum disimpan")
    page.locator("#draf[data-w-unsaved-has-edits-value=true]").wait_for()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"/admin/naskah/sop/banding/?lama=sop-{bekasi.pk}&baru=draf-{draf.pk}")
    assert asked == ["beforeunload"]
    for name, path in (
        ("banding", ""),
        ("berlakukan", f"draf/{draf.pk}/berlakukan/"),
        ("versi", f"{bekasi.pk}/"),
        ("baru", f"baru/{bekasi.instansi_id}/"),
    ):
        if path:
            page.goto(f"/admin/naskah/sop/{path}")
        desk.picture(f"sop-{name}")
        assert desk.barriers("main") == []
    assert desk.faults == []

    kept = DrafSOP.objects.get()
    assert kept.isi["langkah"][0]["uraian"] == "Menerima bahan dari wartawan"
    assert len(kept.isi["langkah"]) == 3
