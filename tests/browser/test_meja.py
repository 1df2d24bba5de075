"""The desk by clicks: from the mail to the paraf, several at once, claims, disposisi."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reviews.models import Jejak, PenerimaDisposisi
from reviews.notices.send import send_due
from tests.browser.desk import PASSWORD
from tests.reviews import builders
from tests.reviews.notices.builders import address, with_addresses
from tests.reviews.notices.sink import listening

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from playwright.sync_api import Browser, Locator
    from pytest_django.fixtures import SettingsWrapper
    from pytest_django.live_server_helper import LiveServer

    from reviews.models import SOP
    from tests.browser.desk import Desk

SATU, DUA = "Apel pagi", "Bakti sosial"
PENGELOLA, KABID = "Pengelola Informasi Kepegawaian", "Kabid Dokin"
PHONE, WINDOW = {"width": 390, "height": 844}, {"width": 1360, "height": 900}

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


class Mouse:
    """Counts every click of a story; typing is not clicking."""

    clicks = 0

    def click(self, target: Locator) -> None:
        self.clicks += 1
        target.click()


def test_a_newcomer_reads_his_mail_and_initials_in_four_clicks(
    browser: Browser, live_server: LiveServer, settings: SettingsWrapper
) -> None:
    lampung = builders.adopted("002")
    with listening() as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = sink.server_address[:2]
        settings.WAGTAILADMIN_BASE_URL = live_server.url
        user = tell_of_a_correction(lampung)
    told = [mail for to, mail in sink.received if to == [address(user)]]
    assert [mail["Subject"] for mail in told] == [f"Menunggu Anda: {SATU}"]

    page = browser.new_context(viewport=WINDOW).new_page()
    page.set_default_timeout(30_000)
    mouse = Mouse()
    page.set_content(told[0].get_body(("html",)).get_content())
    mouse.click(page.get_by_role("link", name="Buka naskah"))
    page.wait_for_url("**/admin/login/?next=**")
    page.fill("input[name=username]", user.username)
    page.fill("input[name=password]", PASSWORD)
    mouse.click(page.locator("button[type=submit]"))
    page.wait_for_url(re.compile(r"/admin/naskah/halaman/\d+/$"))
    changes = page.get_by_role("region", name="Dibandingkan dengan yang tayang")
    assert changes.locator("ins").all_inner_texts() == ["Apel dimulai pukul tujuh."]
    mouse.click(page.get_by_role("button", name="Bubuhkan paraf"))
    with page.expect_navigation():
        mouse.click(page.locator(".modal-content button[type=submit]"))

    assert mouse.clicks <= 4
    row = Jejak.objects.exclude(naskah=None).order_by("pk").last()
    assert row is not None
    assert (row.aksi, row.langkah, row.pelaku) == ("setuju", 3, user.pk)


def tell_of_a_correction(sop: SOP) -> User:
    """A live page is corrected; its mail goes to one who has never reviewed."""
    page = builders.published(sop, judul=SATU)
    newcomer = builders.appointed(builders.post_of(sop, 3), "pejabat-baru")
    with_addresses()
    draft = builders.changed(page, "Apel dimulai pukul tujuh.")
    draft.save_revision(user=page.owner)
    sop.workflow.start(builders.fresh(page), page.owner)
    builders.approve(page)
    send_due.func()
    return newcomer


def test_several_at_once_a_claim_and_a_disposisi(
    desks: Callable[[str], Desk], require: Callable[[str], str]
) -> None:
    require("node")  # axe-core lies among the example client's packages
    lampung = builders.adopted("002")
    for judul in (SATU, DUA):
        builders.at_step(lampung, 3, judul=judul)
    builders.appointed(builders.post_of(lampung, 2), "rekan")
    kabid = desks(builders.holder_of(lampung, 3).username)
    kasubid = desks(builders.holder_of(lampung, 2).username)
    pengelola = desks(builders.holder_of(lampung, 5).username)

    initial_both(kabid)
    claim_is_seen(kasubid, desks("rekan"))
    dispose(kasubid)
    read_receipt(kabid, kasubid)
    on_a_phone(pengelola)
    nothing_waits(desks(builders.holder_of(lampung, 8).username))
    assert kabid.faults + kasubid.faults + pengelola.faults == []


def initial_both(desk: Desk) -> None:
    page = desk.page
    everywhere(desk, "meja-beranda", ".w-dashboard")
    assert "kerja" in page.locator("#menunggu-anda-section .tenggat").first.inner_text()
    for judul in (SATU, DUA):
        page.get_by_label(f"Pilih {judul}").check()
    page.get_by_role("button", name="Periksa yang dipilih bersama").click()
    page.wait_for_url("**/meja/bersama/**")
    everywhere(desk, "meja-bersama", ".bersama")
    for tick in page.locator(".bersama__tick input").all():
        tick.check()
    with page.expect_navigation():
        page.get_by_role("button", name="Putuskan yang sudah dibaca").click()
    assert page.locator(".hasil__done").count() == 2
    desk.picture("meja-hasil")


def claim_is_seen(desk: Desk, other: Desk) -> None:
    desk.open_waiting(SATU)
    with desk.page.expect_navigation():
        desk.page.get_by_role("button", name="Sedang saya periksa").click()
    everywhere(desk, "meja-tinjau", ".tinjau")
    other.open_waiting(SATU)
    assert "Sedang diperiksa" in other.page.locator(".tinjau__klaim").inner_text()
    assert other.page.get_by_role("button", name="Sedang saya periksa").count() == 0


def dispose(desk: Desk) -> None:
    """Sent without a recipient first: the form says so, and keeps what was typed."""
    desk.open_waiting(SATU)
    modal = desk.begin("Disposisikan")
    assert desk.barriers(".modal-content") == []
    desk.picture("meja-disposisi")
    for ticked in modal.locator("[name=penerima]:checked").all():
        ticked.uncheck()
    modal.locator("[name=isi]").fill("Siapkan foto pendukung.")
    modal.locator("button[type=submit]").click()
    told = modal.get_by_role("alert")
    told.get_by_text("Pilih sedikitnya satu penerima.").wait_for()
    assert told.bounding_box()["y"] < WINDOW["height"]  # beside the button, in view
    assert modal.locator("[name=isi]").input_value() == "Siapkan foto pendukung."
    assert desk.barriers(".modal-content") == []
    desk.picture("meja-disposisi-kurang")
    modal.get_by_label(PENGELOLA, exact=True).check()
    modal.get_by_label(KABID, exact=True).check()
    desk.confirm(modal)
    readers = PenerimaDisposisi.objects.values_list("sebutan", "dibaca_pada")
    assert sorted(readers) == [(KABID, None), (PENGELOLA, None)]


def read_receipt(reader: Desk, sender: Desk) -> None:
    reader.page.goto("/admin/")
    assert reader.barriers(".w-dashboard") == []
    unread = reader.page.locator("#disposisi-belum-dibaca-section")
    unread.get_by_role("link", name=SATU).click()
    reader.page.wait_for_url(re.compile(r"/admin/naskah/halaman/"))
    sender.page.goto(reader.page.url)
    parts = sender.page.locator(".lembar__part").all_inner_texts()
    assert [KABID in part for part in parts if "belum dibaca" not in part] == [True]
    reader.page.goto("/admin/")
    assert unread.count() == 0


def on_a_phone(desk: Desk) -> None:
    """The text fills the screen's width, its buttons stay under the thumb."""
    desk.page.set_viewport_size(PHONE)
    desk.open_waiting(SATU)
    assert width(desk) == PHONE["width"]
    heading = desk.page.locator("#header-title").bounding_box()
    assert heading
    assert heading["height"] < PHONE["height"] / 5
    buttons = desk.page.locator(".tinjau__actions button").all()
    assert buttons
    for button in buttons:
        button.click(trial=True)
        box = button.bounding_box()
        assert box
        assert box["y"] + box["height"] <= PHONE["height"]
    desk.picture("meja-tinjau-390")
    desk.page.goto("/admin/")
    assert width(desk) == PHONE["width"]
    desk.picture("meja-beranda-390")


def nothing_waits(desk: Desk) -> None:
    desk.page.goto("/admin/")
    assert desk.page.get_by_text("Tidak ada naskah yang menunggu Anda.").is_visible()
    assert desk.page.get_by_text("Wagtail").count() == 0
    desk.picture("meja-kosong")


def width(desk: Desk) -> int:
    return int(desk.page.evaluate("document.documentElement.scrollWidth"))


def everywhere(desk: Desk, name: str, within: str) -> None:
    """No barrier by day and by night; a picture of each."""
    for scheme in ("light", "dark"):
        desk.page.emulate_media(color_scheme=scheme)
        desk.picture(f"{name}-{scheme}")
        assert desk.barriers(within) == []
    desk.page.emulate_media(color_scheme="light")
