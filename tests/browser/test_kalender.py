"""An administrator gives an office a Ramadan and a day off, by clicking.

In a month that also tells him what next year's calendar lacks.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import time_machine

from reviews.models import HariKhusus, KalenderKerja
from tests.reviews import builders
from tests.reviews.rounds.unknown_year import OCTOBER, SAID

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.desk import Desk

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@time_machine.travel(OCTOBER)
def test_an_office_gets_its_calendar(
    desks: Callable[[str], Desk], require: Callable[[str], str]
) -> None:
    require("node")
    office = builders.adopted("000").instansi
    desk = desks(builders.superuser().username)
    page = desk.page
    page.goto(f"/admin/naskah/kalender/{office.pk}/?bulan=2026-08")
    assert "Hari Kemerdekaan Republik Indonesia" in page.content()
    page.locator("[name=pekan-4-3]").fill("16.00")
    page.get_by_role("button", name="Tambah Masa").click()
    desk.date("musim-0-mulai", "08/02/2027")
    desk.date("musim-0-sampai", "09/03/2027")
    page.get_by_role("button", name="Tambah Hari").click()
    desk.date("hari_khusus-0-tanggal", "04/08/2026")
    page.locator("[name=hari_khusus-0-keterangan]").fill("Hari jadi kota")
    with page.expect_navigation():
        page.get_by_role("button", name="Simpan kalender").click()
    assert "Kalender kerja disimpan." in desk.message()
    row = KalenderKerja.objects.get(instansi=office)
    assert row.pekan[4] == ["07:30", "11:30", "13:00", "16:00"]
    assert row.musim.get().mulai == dt.date(2027, 2, 8)
    assert HariKhusus.objects.get().tanggal == dt.date(2026, 8, 4)
    assert "Selasa, 4 Agustus:" in page.locator(".bulan__catatan").inner_text()
    assert SAID in page.locator(".help-warning").inner_text()
    desk.picture("kalender")
    assert desk.barriers(".kalender") == []
    page.set_viewport_size({"width": 390, "height": 844})
    desk.picture("kalender-sempit")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.goto("/admin/")
    assert SAID in page.locator(".kalender-kurang").inner_text()
    desk.picture("kalender-meja-sempit")
    assert desk.barriers("main") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert desk.faults == []
