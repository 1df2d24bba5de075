"""A notice on its way: from the drafter's editor by the SOP to the public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from pages.models import PengumumanPage
from reviews.trail import check
from tests.pages.site.preview_link import look
from tests.reviews import builders as b

if TYPE_CHECKING:
    from django.http import HttpResponse

    from reviews.models import SOP

URL = "/api/v3/pengumuman/"
SEARCH = "/api/v3/cari/?q=jalan+merdeka"
HAND_IN = {"action-submit": "1"}
CLOSED = {
    "title": "Jalan Merdeka ditutup",
    "slug": "jalan-merdeka-ditutup",
    "ringkasan": "Perbaikan gorong-gorong.",
    "mulai": "2026-08-01 08:00",
}


def typed(sop: SOP, **fields: Any) -> HttpResponse:
    """What the drafter's editor answers when a new notice is sent."""
    client = b.logged_in(b.holder_of(sop, 1))
    where = ["pages", "pengumumanpage", sop.instansi.pk]
    address = reverse("wagtailadmin_pages:add", args=where)
    return b.filled_in(client, address, **{**CLOSED, **fields})


def faults(answer: HttpResponse) -> dict[str, str]:
    """What is said at the fields, by their names."""
    found = {}
    for told in html.fromstring(answer.content).find_class("error-message"):
        (panel,) = told.xpath("ancestor::*[@data-contentpath][1]")
        found[panel.get("data-contentpath")] = told.text_content().strip()
    return found


def publics() -> dict[str, Any]:
    """What anonymous readers get of notices."""
    client = Client()
    return {
        "list": client.get(URL).json()["items"],
        "found": client.get(SEARCH).json()["items"],
        "site": client.get("/sitemap-1.xml").content.decode().count("jalan-merdeka"),
    }


@pytest.mark.parametrize("selesai", ["2026-08-05 17:00", ""])
def test_a_notice_from_the_editor_to_the_public(lampung: SOP, selesai: str) -> None:
    answer = typed(lampung, selesai=selesai, **HAND_IN)
    assert answer.status_code == 302
    page = PengumumanPage.objects.get(slug=CLOSED["slug"])
    assert b.naskah_of(page).sop == lampung
    assert b.step_of(page) == 2
    assert publics() == {"list": [], "found": [], "site": 0}
    assert Client().get(f"{URL}{page.pk}/").status_code == 404

    judge = b.logged_in(b.decider(page))
    screen = reverse("naskah:tinjau_halaman", args=[page.pk])
    assert "Jalan Merdeka ditutup" in judge.get(screen).content.decode()
    preview = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    read = judge.get(preview).content.decode()
    assert "1 Agustus 2026, 08.00" in read
    assert ("5 Agustus 2026, 17.00" in read) == bool(selesai)

    while not b.fresh(page).live:
        b.approve(page)
    page = b.fresh(page)
    body = Client().get(f"{URL}{page.pk}/").json()
    assert body["mulai"] == "2026-08-01T01:00:00Z"
    assert body["selesai"] == ("2026-08-05T10:00:00Z" if selesai else None)
    assert body["isi"]["blocks"][0]["type"] == "teks"
    assert body["digest"] == page.digest()
    seen = publics()
    assert [item["id"] for item in seen["list"]] == [page.pk]
    (found,) = seen["found"]
    assert (found["jenis"], found["id"]) == ("pengumuman", page.pk)
    assert found["tanggal"] == "2026-08-01"
    assert seen["site"] == 1
    proof = Client().get(f"/api/v3/verifikasi/{body['kode_verifikasi']}/").json()
    assert (proof["status"], proof["sesuai"]) == ("tayang", True)
    there = Client().get("/api/v3/alamat/", {"path": body["url"]}).json()
    assert (there["jenis"], there["detail"]) == ("pengumuman", f"{URL}{page.pk}/")
    assert check.first_fault() is None
    PengumumanPage.objects.filter(pk=page.pk).update(mulai="2026-08-02T01:00:00Z")
    assert str(page.pk) in str(check.first_fault())


def test_a_correction_shows_the_hours_that_changed(lampung: SOP) -> None:
    typed(lampung, selesai="2026-08-05 17:00", **HAND_IN)
    page = PengumumanPage.objects.get()
    while not b.fresh(page).live:
        b.approve(page)
    page = b.fresh(page)
    client = b.logged_in(page.owner)
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    b.filled_in(client, editor, selesai="2026-08-07 12:00", **HAND_IN)
    assert Client().get(f"{URL}{page.pk}/").json()["selesai"].startswith("2026-08-05")
    judge = b.logged_in(b.decider(page))
    screen = reverse("naskah:tinjau_halaman", args=[page.pk])
    shown = " ".join(judge.get(screen).content.decode().split())
    assert "<del>5</del><ins>7</ins> Agustus 2026, <del>17.00</del>" in shown
    while b.fresh(page).current_workflow_state:
        b.approve(page)
    assert Client().get(f"{URL}{page.pk}/").json()["selesai"] == "2026-08-07T05:00:00Z"


@pytest.mark.parametrize("act", [{}, HAND_IN])
def test_an_end_before_the_beginning_is_refused_at_its_field(
    lampung: SOP, act: dict[str, str]
) -> None:
    answer = typed(lampung, selesai="2026-08-01 07:59", **act)
    assert faults(answer) == {"selesai": "Tidak boleh sebelum waktu mulai."}
    assert not PengumumanPage.objects.exists()
    assert typed(lampung, selesai=CLOSED["mulai"], **act).status_code == 302


def test_a_draft_needs_no_beginning_and_a_hand_in_does(lampung: SOP) -> None:
    assert typed(lampung, mulai="").status_code == 302
    page = PengumumanPage.objects.get()
    client = b.logged_in(page.owner)
    shown = Client().get(look(client, page, page.owner)).json()
    assert (shown["judul"], shown["mulai"]) == (CLOSED["title"], None)
    client = b.logged_in(page.owner)
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = b.filled_in(client, editor, **HAND_IN)
    assert faults(answer) == {"mulai": "Wajib diisi sebelum naskah diajukan."}
    assert b.fresh(page).current_workflow_state is None
    assert (
        b.filled_in(client, editor, mulai=CLOSED["mulai"], **HAND_IN).status_code == 302
    )
    assert b.step_of(page) == 2
