"""Where a drafter's naskah is; duplicating, scheduling, correcting."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from pages.models import BeritaPage
from reviews.desk.perjalanan import journey
from reviews.models import Naskah
from tests.reviews import builders as b

if TYPE_CHECKING:
    from reviews.models import SOP

pytestmark = pytest.mark.django_db


def screen(page: BeritaPage) -> str:
    return reverse("perjalanan:halaman", args=[page.pk])


def test_the_flowchart_shows_step_holder_and_time(lampung: SOP) -> None:
    page = b.at_step(lampung, 3)
    html = b.logged_in(page.owner).get(screen(page)).content.decode()
    assert (
        "Langkah 2, Kasubid II; bila tidak disetujui kembali ke langkah 1; selesai"
        in html
    )
    assert (
        "Langkah 3, Kabid Dokin; bila tidak disetujui kembali ke langkah 2; sedang"
        in html
    )
    assert "Ada pada: <strong>Kabid Dokin" in html
    assert "30 menit kerja" in html
    steps = journey.journey(page, b.naskah_of(page))
    assert [step.status for step in steps[:4]] == [
        "selesai",
        "selesai",
        "berjalan",
        "menunggu",
    ]
    assert steps[2].terpakai is not None


def test_a_deputy_has_it_too(lampung: SOP) -> None:
    page = b.at_step(lampung, 3)
    today = timezone.localdate()
    b.appointed(
        b.post_of(lampung, 3), "wakil", kapasitas="plh", mulai=today, sampai=today
    )
    assert (
        "Plh. Kabid Dokin" in b.logged_in(page.owner).get(screen(page)).content.decode()
    )


def test_what_came_back_lies_with_its_drafter(lampung: SOP) -> None:
    page = b.returned(lampung)
    client = b.logged_in(page.owner)
    html = client.get(screen(page)).content.decode()
    assert "Yang diminta: Lengkapi sumber data." in html
    steps = journey.journey(page, b.naskah_of(page))
    assert [step.status for step in steps[:2]] == ["berjalan", "menunggu"]
    mine = client.get(reverse("perjalanan:saya")).content.decode()
    assert "dikembalikan oleh Kasubid II" in mine


def test_the_list_holds_drafts_and_the_newest_round_only(lampung: SOP) -> None:
    page = b.published(lampung, "Sudah tayang")
    b.changed(page).save_revision(user=page.owner)
    lampung.workflow.start(page, page.owner)
    b.drafted(lampung, "Baru konsep")
    html = b.logged_in(page.owner).get(reverse("perjalanan:saya")).content.decode()
    assert html.count("Sudah tayang</a>") == 1
    assert "Baru konsep</a>" in html
    other = b.logged_in(b.holder_of(lampung, 3)).get(reverse("perjalanan:saya"))
    assert "Sudah tayang" not in other.content.decode()


def test_another_office_learns_nothing(lampung: SOP, bekasi: SOP) -> None:
    page = b.at_step(lampung, 2, judul="Rahasia kantor")
    own, stranger = b.logged_in(page.owner), b.logged_in(b.holder_of(bekasi, 1))
    assert "Rahasia kantor" in own.get(screen(page)).content.decode()
    html = stranger.get(screen(page), follow=True).content.decode()
    assert "Rahasia kantor" not in html


def test_a_drafter_duplicates_as_a_draft(lampung: SOP) -> None:
    page = b.published(lampung)
    sent = {
        "new_title": "Salinan",
        "new_slug": "salinan",
        "new_parent_page": str(page.get_parent().pk),
        "publish_copies": "on",
    }
    b.logged_in(page.owner).post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]), sent
    )
    copy = BeritaPage.objects.get(slug="salinan")
    assert (copy.live, copy.current_workflow_state) == (False, None)
    renamed = {"title": "Salinan", "slug": "salinan"}
    assert copy.public_content() == {**b.fresh(page).public_content(), **renamed}
    assert Naskah.objects.filter(page=copy).first() is None


def test_an_approved_text_goes_live_at_its_time_as_approved(lampung: SOP) -> None:
    at = timezone.now() + dt.timedelta(days=2)
    page = b.submitted(lampung, go_live_at=at)
    while b.naskah_of(page).status != Naskah.Status.DIJADWALKAN:
        b.approve(page)
    assert not b.fresh(page).live
    approved = b.naskah_of(page).revisi_disetujui
    call_command("publish_scheduled", verbosity=0)
    assert not b.fresh(page).live
    with time_machine.travel(at + dt.timedelta(minutes=5), tick=False):
        call_command("publish_scheduled", verbosity=0)
    page = b.fresh(page)
    assert page.live
    assert page.live_revision == approved
    assert page.digest() == b.naskah_of(page).digest_disetujui


def test_a_correction_leaves_the_live_page_until_it_is_approved(lampung: SOP) -> None:
    page = b.published(lampung)
    before = b.public_answer(page)
    b.changed(page, "Dikoreksi.").save_revision(user=page.owner)
    lampung.workflow.start(b.fresh(page), page.owner)
    assert b.public_answer(page) == before
    html = b.logged_in(page.owner).get(screen(page)).content.decode()
    assert "Ada koreksi yang belum tayang" in html
