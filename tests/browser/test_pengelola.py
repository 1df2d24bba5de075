"""An administrator: people from a file, rights repaired, and what the registers say."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User

from tests.reviews import builders
from tests.reviews.rights.people_file import GOOD, table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviews.models import SOP
    from tests.browser.desk import Desk

REGISTERS = ("agenda", "disposisi", "laporan", "arsip", "jejak")
PHONE = {"width": 390, "height": 844}

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_an_administrators_day(
    desks: Callable[[str], Desk], require: Callable[[str], str], tmp_path: Path
) -> None:
    require("node")  # axe-core lies among the example client's packages
    lampung = builders.adopted("002")
    builders.at_step(lampung, 5, judul="Jadwal layanan")
    desk = desks(builders.superuser().username)
    imports_people(desk, lampung, tmp_path)
    repairs_rights(desk, lampung)
    reads_registers(desk, tmp_path)
    assert desk.faults == []


def imports_people(desk: Desk, sop: SOP, folder: Path) -> None:
    """A faulty line keeps all out; mended, all come in and stand in the chart."""
    page = desk.page
    page.goto(f"/admin/naskah/organisasi/impor/?instansi={sop.instansi.pk}")
    hand_in(desk, folder, {**GOOD, "nip": "12"})
    assert "NIP bukan 18 angka" in page.locator(".impor__fault").inner_text()
    assert page.get_by_role("button", name="Terapkan semua").count() == 0
    desk.picture("pengelola-impor-salah")
    hand_in(desk, folder, GOOD)
    assert desk.barriers(".organisasi") == []
    desk.picture("pengelola-impor")
    with page.expect_navigation():
        page.get_by_role("button", name="Terapkan semua").click()
    assert "1 baris diterapkan" in desk.message()
    assert GOOD["nama"] in page.locator(".organisasi").inner_text()
    desk.picture("pengelola-bagan")


def hand_in(desk: Desk, folder: Path, row: dict[str, str]) -> None:
    file = folder / "orang.csv"
    file.write_bytes(table(row))
    desk.page.locator("[name=berkas]").set_input_files(file)
    with desk.page.expect_navigation():
        desk.page.get_by_role("button", name="Periksa berkas").click()


def repairs_rights(desk: Desk, sop: SOP) -> None:
    """What somebody changed by hand in a group is told, and mended by one button."""
    holder = builders.holder_of(sop, 1)
    User.groups.through.objects.filter(user=holder).delete()
    page = desk.page
    address = f"/admin/naskah/organisasi/hak/?instansi={sop.instansi.pk}"
    page.goto(f"{address}&orang={holder.pk}")
    desk.picture("pengelola-hak")
    assert desk.barriers(".organisasi") == []
    with page.expect_navigation():
        page.get_by_role("button", name="Perbaiki").click()
    assert "diperbaiki" in desk.message()
    assert holder.groups.exists()
    assert page.get_by_role("button", name="Perbaiki").count() == 0


def reads_registers(desk: Desk, folder: Path) -> None:
    """Filter, read, take along as a file; on a phone too."""
    page = desk.page
    for name in REGISTERS:
        page.goto(f"/admin/naskah/register/{name}/")
        assert desk.barriers(".register") == []
        desk.picture(f"register-{name}")
    page.goto("/admin/naskah/register/agenda/")
    page.get_by_label("Cari", exact=True).last.fill("jadwal")
    page.get_by_role("button", name="Tampilkan").click()
    page.get_by_text("1 catatan sesuai saringan").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    download.value.save_as(folder / "agenda.csv")
    with (folder / "agenda.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert len(lines) == 2
    assert "Jadwal layanan" in lines[1]
    page.set_viewport_size(PHONE)
    desk.picture("register-agenda-390")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.locator(".register__table tbody a").first.click()
    page.wait_for_load_state()
    assert "Jadwal layanan" in page.content()
    desk.picture("register-rincian-390")
