"""The Kabid goes away: he names a Plh., who signs in his place, all by clicks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviews.models import Jejak
from reviews.papers.jabatan import local_date
from tests.reviews import builders

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.desk import Desk

JUDUL = "Apel pagi"

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_the_holder_names_a_plh_who_signs(
    desks: Callable[[str], Desk], require: Callable[[str], str]
) -> None:
    require("node")  # axe-core lies among the example client's packages
    lampung = builders.adopted("002")
    builders.at_step(lampung, 3, judul=JUDUL)
    kabid = desks(builders.holder_of(lampung, 3).username)
    kasubid = desks(builders.holder_of(lampung, 2).username)

    page = kabid.page
    page.goto("/admin/naskah/organisasi/plh-saya/")
    today = local_date(lampung.instansi).isoformat()
    page.locator("[name=user]").select_option(str(builders.holder_of(lampung, 2).pk))
    page.locator("[name=mulai]").fill(today)
    page.locator("[name=sampai]").fill(today)
    page.locator("[name=alasan]").fill("Dinas luar")
    kabid.picture("organisasi-tunjuk-plh")
    with page.expect_navigation():
        page.locator("[name=alasan]").press("Enter")  # the calendar covers the button
    assert "ditunjuk" in kabid.message()
    assert kabid.barriers(".organisasi") == []
    page.set_viewport_size({"width": 390, "height": 844})
    kabid.picture("organisasi-tunjuk-plh-390")

    kasubid.decide(JUDUL, "Bubuhkan paraf")
    row = Jejak.objects.exclude(naskah=None).order_by("pk").last()
    assert row is not None
    assert (row.langkah, row.jabatan) == (3, "Plh. Kabid Dokin")

    for name, path in (
        ("bagan", "organisasi/bagan/"),
        ("hak", "organisasi/hak/"),
        ("agenda", "register/agenda/"),
    ):
        kasubid.page.goto(f"/admin/naskah/{path}")
        kasubid.picture(f"organisasi-{name}")
        assert kasubid.barriers(".nice-padding") == []
    kasubid.page.set_viewport_size({"width": 390, "height": 844})
    for name, path in (("bagan", "organisasi/bagan/"), ("agenda", "register/agenda/")):
        kasubid.page.goto(f"/admin/naskah/{path}")
        kasubid.picture(f"organisasi-{name}-390")
    assert kabid.faults + kasubid.faults == []
