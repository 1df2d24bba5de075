"""What an editor does beside writing: find, mend, correct, schedule, duplicate, look."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from pages.models import BeritaPage
from tests.reviews import builders

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.desk import Desk

ALASAN = "Tambahkan tanggal penutupan."

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_an_editors_day(
    desks: Callable[[str], Desk], require: Callable[[str], str]
) -> None:
    require("node")  # axe-core lies among the example client's packages
    lampung = builders.adopted("002")
    came_back = builders.submitted(lampung, "Loket kartu")
    builders.return_to(came_back, 1, alasan=ALASAN)
    live = builders.published(lampung, "Jadwal layanan", ringkasan="Buka pukul 8.")
    editor = desks(builders.holder_of(lampung, 1).username)

    sees_where_it_is(editor, came_back)
    corrects(editor, live)
    duplicates(editor, live)
    schedules(editor, came_back)
    looks_at_it(editor)
    assert editor.faults == []


def sees_where_it_is(editor: Desk, page: BeritaPage) -> None:
    """Naskah saya, then the flowchart with its marks, on a desk and on a phone."""
    editor.page.goto("/admin/naskah/perjalanan/saya/")
    assert ALASAN in editor.page.locator("tr", has_text=page.title).inner_text()
    assert editor.barriers(".nice-padding") == []
    editor.picture("penyunting-naskah-saya")
    editor.page.get_by_role("link", name=page.title).click()
    editor.page.locator("svg[role=img]").first.wait_for()
    assert ALASAN in editor.page.locator(".help-warning").inner_text()
    assert editor.barriers(".nice-padding") == []
    editor.picture("penyunting-di-mana")
    editor.page.set_viewport_size({"width": 390, "height": 844})
    editor.picture("penyunting-di-mana-390")
    editor.page.set_viewport_size({"width": 1360, "height": 900})


def corrects(editor: Desk, live: BeritaPage) -> None:
    """A correction is a new round; what the public reads stays."""
    page = editor.page
    page.goto(f"/admin/pages/{live.pk}/edit/")
    page.locator("textarea[name=ringkasan]").fill("Buka pukul 9.")
    editor.submit()
    assert builders.step_of(builders.fresh(live)) == 2
    status, body = builders.public_answer(live)
    assert (status, b"pukul 8" in body, b"pukul 9" in body) == (200, True, False)


def duplicates(editor: Desk, live: BeritaPage) -> None:
    """A duplicate is a draft, and nothing offers to publish it."""
    page = editor.page
    page.goto(f"/admin/pages/{live.pk}/copy/")
    assert page.locator("[name=publish_copies], [name=alias]").count() == 0
    page.locator("input[name=new_title]").fill("Jadwal layanan Mei")
    page.locator("input[name=new_slug]").fill("jadwal-layanan-mei")
    editor.picture("penyunting-gandakan")
    with page.expect_navigation():
        page.locator("main input[type=submit]").click()
    assert BeritaPage.objects.get(slug="jadwal-layanan-mei").live is False


def schedules(editor: Desk, draft: BeritaPage) -> None:
    """The time is chosen before the text is handed in; its approval keeps it."""
    page = editor.page
    page.goto(f"/admin/pages/{draft.pk}/edit/")
    page.locator("[data-side-panel-toggle=status]").click()
    page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").first.click()
    day = timezone.localtime() + dt.timedelta(days=30)
    page.locator("input[name=go_live_at]").fill(day.strftime("%d/%m/%Y 09:00"))
    editor.picture("penyunting-jadwal")
    page.locator("#schedule-publishing-dialog h2").click()  # closes the calendar
    with page.expect_navigation():
        page.locator("#schedule-publishing-dialog button[type=submit]").click()
    page.wait_for_load_state()
    editor.picture("penyunting-jadwal-tersimpan")
    assert page.locator(".messages .error").all_inner_texts() == []
    kept = builders.fresh(draft).get_latest_revision_as_object()
    assert timezone.localtime(kept.go_live_at).date() == day.date()


def looks_at_it(editor: Desk) -> None:
    """The preview shows it as the site will; Wagtail's accessibility checks run."""
    page = editor.page
    page.locator("[data-side-panel-toggle=preview]").click()
    frame = page.frame_locator("#w-preview-iframe")
    frame.get_by_role("heading", name="Loket kartu").wait_for()
    editor.picture("penyunting-pratinjau")
    page.locator("[data-side-panel-toggle=checks]").click()
    words = page.locator("[data-content-word-count]")
    words.filter(has_text=re.compile(r"\d")).wait_for()
    editor.picture("penyunting-pemeriksaan")
