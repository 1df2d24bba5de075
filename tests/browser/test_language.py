"""What scripts write on the admin's screens is Indonesian as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pages.models import SiteImage
from tests.cms.english import is_english
from tests.cms.furnished import furnished_office
from tests.reviews import builders

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.desk import Desk

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

NEVER_SHOWN = {"Save Selected"}  # a button of the calendar that Wagtail leaves out

# Every text and every spoken or hovering label, seen or not yet.
SAID = """() => {
    const found = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const parent = texts.currentNode.parentElement;
        if (!parent.closest("script, style, code, pre, svg, template, noscript"))
            found.push(texts.currentNode.data);
    }
    for (const element of document.querySelectorAll("*"))
        for (const name of ["title", "aria-label", "placeholder", "alt"])
            if (element.hasAttribute(name)) found.push(element.getAttribute(name));
    return [...new Set(found.map((text) => text.trim()).filter(Boolean))];
}"""


def test_scripts_write_no_english(desks: Callable[[str], Desk]) -> None:
    sop = furnished_office()
    desk = desks(builders.superuser().username)
    parent = builders.news_of(sop.instansi)
    image = SiteImage.objects.latest("pk")
    draft = parent.get_children().get(title="Konsep loket").pk
    found: dict[str, str] = {}
    for address in (
        "/admin/",
        f"/admin/pages/{parent.pk}/",
        "/admin/images/add/",
        f"/admin/images/{image.pk}/",
        "/admin/documents/multiple/add/",
        "/admin/users/",
        "/admin/groups/new/",
        "/admin/workflows/add/",
        "/admin/redirects/",
        "/admin/reports/site-history/",
        "/admin/account/",
        "/admin/pages/add/pages/instansipage/2/",
        f"/admin/pages/add/pages/beritapage/{parent.pk}/",
        f"/admin/pages/{draft}/history/",
    ):
        visit(desk.page, address, found)
    desk.page.goto(f"/admin/pages/add/pages/beritapage/{parent.pk}/")
    open_everything(desk.page, found)
    drafter = desks(builders.holder_of(sop, 1).username)
    returned = parent.get_children().get(title="Loket yang dikembalikan").pk
    for address in ("/admin/", "/admin/naskah/perjalanan/saya/",
                    f"/admin/pages/{returned}/edit/"):  # fmt: skip
        visit(drafter.page, address, found)
    reviewer = desks(builders.holder_of(sop, 2).username)
    visit(reviewer.page, "/admin/", found)
    reviewer.open_waiting("Loket yang ditinjau")
    listen(reviewer.page, "the review screen", found)
    for label in ("Bubuhkan paraf", "Kembalikan"):
        modal = reviewer.begin(label)
        listen(reviewer.page, f"the form “{label}”", found)
        modal.locator("[data-dismiss=modal]").first.click()
        modal.wait_for(state="detached")
    assert not found, "\n".join(f"{text!r} at {at}" for text, at in found.items())
    assert desk.faults + drafter.faults + reviewer.faults == []


def visit(page: Page, address: str, found: dict[str, str]) -> None:
    answer = page.goto(address)
    assert answer is not None
    assert answer.ok, f"{answer.status} at {address}"
    page.locator("#wagtail-sidebar nav").wait_for()
    listen(page, address, found)


def listen(page: Page, where: str, found: dict[str, str]) -> None:
    for text in page.evaluate(SAID):
        if is_english(text) and text not in NEVER_SHOWN:
            found.setdefault(text, where)


def open_everything(page: Page, found: dict[str, str]) -> None:
    """The editor with its menus, side panels, calendar, and a chooser open."""
    page.locator("[data-contentpath=isi] .c-sf-add-button").first.click()
    listen(page, "the menu of blocks", found)
    page.get_by_role("option", name="Teks").click()
    page.locator("[data-contentpath=isi] [contenteditable=true]").first.click()
    page.keyboard.type("/")
    page.wait_for_timeout(500)
    listen(page, "the commands of rich text", found)
    page.keyboard.press("Escape")
    for toggle in page.locator("[data-side-panel-toggle]").all():
        if toggle.is_visible():
            toggle.click()
            page.wait_for_timeout(300)
            listen(page, "the side panels", found)
    page.get_by_role("button", name="Pilih kategori").click()
    page.locator(".modal-content").wait_for()
    listen(page, "a chooser", found)
