"""Whose turn it is, what came back, what is public: told to exactly those people."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core import mail
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from reviews.models import PilihanSurat, Surat
from reviews.notices.send import send_due
from tests.reviews import builders
from tests.reviews.notices.builders import (
    address,
    at,
    delivered,
    statuses,
    with_addresses,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from reviews.models import SOP
    from tests.reviews.notices.sink import Sink

MORNING = at("2026-08-03T09:00")
TURN = "Menunggu Anda: Loket baru"


def box(sop: SOP, nomor: int) -> str:
    return address(builders.holder_of(sop, nomor))


def test_the_turn_is_told_to_those_who_may_act(
    sungai_penuh: SOP, root_user: User, sink: Sink
) -> None:
    post = builders.post_of(sungai_penuh, 2)
    with time_machine.travel(MORNING, tick=False):
        builders.appointed(
            post, "pengganti", kapasitas="plh", sampai=dt.date(2026, 8, 9)
        )
        builders.appointed(post, "dulu", sampai=dt.date(2026, 8, 2))
        with_addresses()
        builders.submitted(sungai_penuh)
        told = delivered(sink)
    assert told == sorted(
        [(box(sungai_penuh, 2), TURN), ("pengganti@kantor.example", TURN)]
    )
    assert mail.outbox == []  # nor Wagtail's own


def test_the_mail_says_what_where_and_by_when(sungai_penuh: SOP, sink: Sink) -> None:
    with time_machine.travel(MORNING, tick=False):
        with_addresses()
        page = builders.submitted(sungai_penuh, "Loket <baru> & cepat")
        send_due.func()
    [(_, message)] = sink.received
    text = message.get_body(("plain",)).get_content()
    html = message.get_body(("html",)).get_content()
    link = f"https://naskah.example/admin/naskah/halaman/{page.pk}/"
    step = builders.task_state_of(page).task.name
    for part in ("Loket <baru> & cepat", step, link):
        assert part in text
    assert "Senin, 3 Agustus 2026 pukul 09.20 WIB (sisa 20 menit kerja)" in text
    assert "Loket &lt;baru&gt; &amp; cepat" in html
    assert f'href="{link}"' in html
    assert "3 Agustus 2026 pukul 09.20 WIB" in html
    assert not builders.ENGLISH.search(text.replace(link, ""))
    assert message["Auto-Submitted"] == "auto-generated"


def test_a_disposisi_narrows_the_turn_and_is_told_to_its_other_readers(
    sungai_penuh: SOP, sink: Sink
) -> None:
    second = builders.appointed(builders.post_of(sungai_penuh, 6), "admin-dua")
    reader = builders.holder_of(sungai_penuh, 4)
    page = builders.at_step(sungai_penuh, 5)
    with_addresses()
    named = [builders.holder_of(sungai_penuh, 6), reader]
    chosen = [str(user.jabatan_dipangku.get().pk) for user in named]
    builders.approve(page, penerima=chosen, isi="Tayangkan pagi ini.")
    send_due.func()
    text = sink.received[-1][1].get_body(("plain",)).get_content()
    assert "Tayangkan pagi ini." in text
    assert delivered(sink) == sorted(
        [
            (address(named[0]), TURN),
            (address(reader), "Disposisi untuk Anda: Loket baru"),
        ]
    )
    assert address(second) not in str(Surat.objects.values_list("kunci"))


def test_a_return_is_told_with_its_reason_to_those_before(
    sungai_penuh: SOP, sink: Sink
) -> None:
    page = builders.at_step(sungai_penuh, 3)
    with_addresses()
    builders.return_to(page, 1, alasan="Sumber data belum ada.")
    send_due.func()
    text = sink.received[0][1].get_body(("plain",)).get_content()
    assert "Alasan: Sumber data belum ada." in text
    subject = "Dikembalikan: Loket baru"
    assert delivered(sink) == sorted(
        [(box(sungai_penuh, 1), subject), (box(sungai_penuh, 2), subject)]
    )


def test_a_return_to_a_judge_is_his_turn_with_the_reason(
    sungai_penuh: SOP, sink: Sink
) -> None:
    page = builders.at_step(sungai_penuh, 4)
    with_addresses()
    builders.return_to(page, 2, alasan="Judul keliru.")
    send_due.func()
    turn = next(m for to, m in sink.received if to == [box(sungai_penuh, 2)])
    assert "Judul keliru." in turn.get_body(("plain",)).get_content()
    subject = "Dikembalikan: Loket baru"
    assert delivered(sink) == sorted(
        [
            (box(sungai_penuh, 1), subject),
            (box(sungai_penuh, 2), TURN),
            (box(sungai_penuh, 3), subject),
        ]
    )


def test_publication_is_told_to_all_who_worked_on_it(
    sungai_penuh: SOP, sink: Sink
) -> None:
    page = builders.at_step(sungai_penuh, 6)
    with_addresses()
    publisher = builders.decider(page)
    builders.approve(page)
    people = {builders.holder_of(sungai_penuh, n) for n in range(1, 6)} - {publisher}
    assert delivered(sink) == sorted(
        (address(user), "Sudah tayang: Loket baru") for user in people
    )


def test_what_is_settled_meanwhile_is_not_told(sungai_penuh: SOP, sink: Sink) -> None:
    with_addresses()
    page = builders.submitted(sungai_penuh)
    builders.approve(page)
    assert delivered(sink) == [(box(sungai_penuh, 3), TURN)]
    assert sorted(statuses("giliran")) == ["batal", "terkirim"]


def test_a_server_that_refuses_is_asked_again(sungai_penuh: SOP, sink: Sink) -> None:
    with_addresses()
    builders.submitted(sungai_penuh)
    sink.refusing = True
    assert delivered(sink) == []
    letter = Surat.objects.get()
    assert letter.status == "menunggu"
    assert "451" in letter.kesalahan
    sink.refusing = False
    assert delivered(sink) == []  # not at once
    with time_machine.travel(letter.waktu_berikut):
        assert delivered(sink) == [(box(sungai_penuh, 2), TURN)]
        assert delivered(sink) == []


def test_people_without_an_address_are_left_out(sungai_penuh: SOP) -> None:
    builders.submitted(sungai_penuh)
    assert not Surat.objects.exists()


def test_each_person_chooses_in_the_account_settings(sungai_penuh: SOP) -> None:
    user = builders.holder_of(sungai_penuh, 2)
    client = builders.logged_in(user)
    shown = client.get("/admin/account/").content.decode()
    assert "Surat elektronik tentang naskah" in shown
    posted = {
        "name_email-first_name": "Kasubbag",
        "name_email-last_name": "Humas",
        "name_email-email": "kasubbag@kantor.example",
        "locale-preferred_language": "id",
        "locale-current_time_zone": "Asia/Jakarta",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "surat-pemberitahuan": "ringkasan",
        "surat-pengingat": "tidak",
    }
    answer = client.post("/admin/account/", posted)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    wish = PilihanSurat.objects.get()
    assert (wish.user, wish.pemberitahuan, wish.pengingat) == (
        user, "ringkasan", "tidak",
    )  # fmt: skip
    client.post("/admin/account/", {**posted, "surat-pemberitahuan": "tidak"})
    assert PilihanSurat.objects.get().pemberitahuan == "ringkasan"


@pytest.mark.parametrize("ours", [True, False])
def test_wagtail_writes_only_where_no_step_is_ours(
    sungai_penuh: SOP, root_user: User, *, ours: bool
) -> None:
    with_addresses()
    page = builders.drafted(sungai_penuh)
    workflow = sungai_penuh.workflow
    if not ours:  # of a page that no SOP governs
        page = builders.news_of(sungai_penuh.instansi)
        page.save_revision()
        workflow = Workflow.objects.create(name="Buatan tangan")
        step = GroupApprovalTask.objects.create(name="Periksa")
        WorkflowTask.objects.create(workflow=workflow, task=step, sort_order=0)
    workflow.start(page, page.owner)
    told = {to for message in mail.outbox for to in message.to}
    assert told == (set() if ours else {address(root_user)})
