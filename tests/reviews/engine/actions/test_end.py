"""A dossier that was overtaken ends by what happened, and says so."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from reviews.engine.actions.end import end_berkas
from reviews.engine.actions.withdraw import withdraw_naskah
from reviews.models import Arsip, Berkas, Jejak, Surat
from reviews.notices.content import render
from reviews.rounds.stuck import why_stuck
from reviews.tick import publish_due
from reviews.trail import check
from tests.reviews import builders as b

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User

    from reviews.models import SOP


@pytest.fixture
def responsible(lampung: SOP) -> User:
    post = b.post_of(lampung, 4)
    post.penanggung_jawab = True
    post.save()
    return b.holder_of(lampung, 4)


def berkas_of(page: Any, number: int = 0) -> Berkas:
    return Berkas.objects.filter(naskah__page_id=page.pk).order_by("pk")[number]


def corrected(sop: SOP, page: Any) -> None:
    """A correction of ``page`` through every step."""
    b.changed(page, "Jam buka diralat.").save_revision(user=page.owner)
    sop.workflow.start(b.fresh(page), page.owner)
    while b.fresh(page).current_workflow_state is not None:
        b.approve(page)


def has_ended(berkas: Berkas, reason: str) -> bool:
    row = Jejak.objects.filter(naskah=berkas.naskah, aksi="selesai").last()
    said = row.data.get("alasan", "") if row else ""
    closed = b.fresh(berkas).ditutup_pada is not None
    return closed and reason in said and berkas.current_workflow_state is None


@pytest.mark.parametrize("step", [6, 8])
def test_a_correction_ends_the_dossier_of_what_it_replaced(
    lampung: SOP, step: int
) -> None:
    page = b.published(lampung)
    first = berkas_of(page)
    b.go_to(first, step)
    reader = b.decider(first)
    reader.email = "kepala@example.go.id"
    reader.save()
    corrected(lampung, page)
    second = berkas_of(page, 1)
    number = second.naskah.nomor_agenda
    assert has_ended(first, f"Digantikan koreksi, nomor agenda {number}/")
    letters = Surat.objects.filter(penerima=reader, kunci__contains="akhir-")
    assert letters.count() == 1
    subject, text, html = render(letters.get())
    assert subject == "Berkas diakhiri: Loket baru"
    assert all(f"Digantikan koreksi, nomor agenda {number}/" in t for t in (text, html))
    client = b.logged_in(reader)
    shown = client.get(reverse("naskah:tinjau_berkas", args=[first.pk]))
    assert "Berkas sesudah tayang diakhiri." in shown.content.decode()
    while b.fresh(second).ditutup_pada is None:
        b.approve(second)
    assert check.first_fault() is None


def test_a_dossier_that_only_waits_for_the_archive_goes_on(lampung: SOP) -> None:
    page = b.published(lampung)
    first = berkas_of(page)
    b.go_to(first, 11)
    corrected(lampung, page)
    b.approve(first)
    assert Arsip.objects.filter(naskah=first.naskah).exists()


def test_a_withdrawal_ends_the_dossier(lampung: SOP, responsible: User) -> None:
    page, other = b.published(lampung), b.published(lampung, "Lain")
    withdraw_naskah(page, responsible, "Data keliru.")
    assert has_ended(berkas_of(page), "Halaman ditarik: Data keliru.")
    last = b.trail(page)[-1]
    assert last[0] == "selesai"
    assert b.step_of(berkas_of(other)) == 6, "another text's goes on"


def test_the_end_of_the_page_ends_the_dossier(lampung: SOP) -> None:
    end = timezone.now() + dt.timedelta(days=2)
    page = b.published(lampung, expire_at=end)
    with time_machine.travel(end + dt.timedelta(minutes=1)):
        call_command("publish_scheduled")
        assert not b.fresh(page).live
        assert has_ended(berkas_of(page), "Masa tayang halaman berakhir.")


@pytest.mark.parametrize(
    "clock", [publish_due, partial(call_command, "publish_scheduled")]
)
def test_the_end_of_the_page_is_told_without_a_dossier_too(
    bekasi: SOP, clock: Callable[[], Any]
) -> None:
    end = timezone.now().replace(second=0, microsecond=0) + dt.timedelta(days=2)
    page = b.published(bekasi, expire_at=end)
    with time_machine.travel(end + dt.timedelta(minutes=1), tick=False):
        clock()
        clock()
    naskah = b.naskah_of(page)
    assert naskah.get_status_display() == "Masa tayang berakhir"
    assert b.trail(page)[-1] == ("berakhir", None, "")
    row = Jejak.objects.get(aksi="berakhir", naskah=naskah)
    assert dt.datetime.fromisoformat(row.data["sampai"]) == end
    register = b.logged_in(page.owner).get("/admin/naskah/register/agenda/")
    assert "Masa tayang berakhir" in register.content.decode()
    assert check.first_fault() is None
    bekasi.workflow.start(b.fresh(page), page.owner)
    assert b.naskah_of(page).status == "ditinjau"


def hide(page: Any, berkas: Berkas) -> str:
    """Past the guards: by who owns the database."""
    restriction = PageViewRestriction(page=page.get_parent(), restriction_type="login")
    PageViewRestriction.objects.bulk_create([restriction])
    return "tidak lagi terbaca publik"


def send_back_in_vain(page: Any, berkas: Berkas) -> str:
    """The check asks for a correction, and its drafter drops it."""
    step = b.task_at(berkas.naskah.sop, 6)
    type(step).objects.filter(pk=step.pk).update(
        kembali_ke=b.task_at(berkas.naskah.sop, 1)
    )
    b.return_to(berkas, 1)
    assert not why_stuck(b.fresh(berkas))
    shown = b.logged_in(page.owner).get(f"/admin/naskah/berkas/{berkas.pk}/")
    assert "menunggu koreksi naskah ini" in shown.content.decode()
    b.state_of(page).cancel(user=page.owner)
    return "koreksi yang ditunggunya tidak dikerjakan siapa pun"


def leave(page: Any, berkas: Berkas) -> str:
    """Who should decide has left his post, and nobody came."""
    b.go_to(berkas, 7)
    b.task_at(berkas.naskah.sop, 7).jabatan.get().pemangku.update(
        sampai=dt.date(2020, 1, 2)
    )
    return "tidak ada pemangku jabatan"


@pytest.mark.parametrize("happens", [hide, send_back_in_vain, leave])
def test_a_dossier_on_nobodys_desk_is_ended_over_the_screen(
    lampung: SOP, responsible: User, happens: Callable[[Any, Berkas], str]
) -> None:
    page = b.published(lampung)
    berkas = berkas_of(page)
    why = happens(page, berkas)
    client = b.logged_in(responsible)
    screen = reverse("naskah:akhiri_berkas", args=[berkas.pk])
    shown = client.get(reverse("naskah:tinjau_berkas", args=[berkas.pk]))
    assert why in shown.content.decode()
    assert screen in shown.content.decode()
    client.post(screen, {"alasan": "Tidak ada yang melanjutkan."})
    assert has_ended(berkas, "Tidak ada yang melanjutkan.")
    register = client.get("/admin/naskah/register/laporan/?keadaan=diakhiri")
    assert "Diakhiri" in register.content.decode()
    assert "Loket baru" in register.content.decode()


def test_a_stuck_dossier_is_ended_by_the_responsible_post_with_a_reason(
    lampung: SOP, responsible: User
) -> None:
    """Whatever made it so, and before this version: here the page's row itself."""
    page = b.published(lampung)
    berkas = berkas_of(page)
    screen = reverse("naskah:akhiri_berkas", args=[berkas.pk])
    client, other = b.logged_in(responsible), b.logged_in(page.owner)
    assert "masih dapat diselesaikan" in b.told(
        client, client.post(screen, {"alasan": "Bosan."})
    )
    type(page).objects.filter(pk=page.pk).update(live=False)
    shown = client.get(reverse("naskah:tinjau_halaman", args=[page.pk]))
    assert screen in shown.content.decode()
    assert "Hanya penanggung jawab" in b.told(
        other, other.post(screen, {"alasan": "Saya saja."})
    )
    assert "Tuliskan alasan" in client.post(screen, {"alasan": " "}).content.decode()
    assert "diakhiri" in b.told(client, client.post(screen, {"alasan": "Server lama."}))
    assert has_ended(berkas, "Server lama.")
    row = Jejak.objects.filter(naskah=berkas.naskah).last()
    assert (row.pelaku, row.jabatan) == (responsible.pk, b.post_of(lampung, 4).nama)
    assert "sudah ditutup" in b.told(client, client.post(screen, {"alasan": "Lagi."}))


def test_nobody_else_calls_a_dossier_off(lampung: SOP, root_user: User) -> None:
    page = b.published(lampung)
    berkas = berkas_of(page)
    with b.refused(match="tidak dapat dibatalkan"):
        b.state_of(berkas).cancel(user=root_user)
    with b.refused(match="masih dapat diselesaikan"):
        end_berkas(berkas, root_user, "Iseng.")
