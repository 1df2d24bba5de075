"""Years whose cuti bersama nobody knows yet: said in time, until the office says them.

``holidays`` learns a year's cuti bersama with each release, so the tests take the first
year that the installed one does not know.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import time_machine
from django.utils import timezone
from wagtail.models import PageLogEntry

from reviews.rounds.known_holidays import STATED, incomplete
from tests.reviews import builders
from tests.reviews.office.calendar.form import DAY_OFF, posted, url
from tests.reviews.rounds.clock import at, on_clock
from tests.reviews.rounds.unknown_year import OCTOBER, SAID, SEPTEMBER, UNKNOWN

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from reviews.models import SOP

INDEX = "/admin/naskah/kalender/"


def read(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def told_at(client: Client, sop: SOP) -> list[str]:
    """Where an administrator is told of the office's unknown year."""
    title = sop.instansi.title
    desk = read(client, "/admin/")
    row = read(client, INDEX).partition(f">{title}<")[2].partition("</tr>")[0]
    places = {
        "desk": f">{title}</a>" in desk.partition(SAID)[2].partition("</ul>")[0],
        "index": SAID in row,
        "screen": SAID in read(client, url(sop)),
    }
    return [place for place, told in places.items() if told]


def test_an_administrator_is_told_from_october_on(
    lampung: SOP, bekasi: SOP, root_user: User
) -> None:
    with time_machine.travel(SEPTEMBER, tick=False):
        assert told_at(builders.logged_in(root_user), lampung) == []
    with time_machine.travel(OCTOBER, tick=False):
        client = builders.logged_in(root_user)
        assert told_at(client, lampung) == ["desk", "index", "screen"]
        assert told_at(client, bekasi) == ["desk", "index", "screen"]
        screen = read(client, url(lampung))
        assert "dihitung tanpa cuti bersama" in screen
        assert "dengan jenis “Cuti bersama”, lalu simpan" in screen
    with time_machine.travel(at(f"{UNKNOWN}-06-01T08:00"), tick=False):
        client = builders.logged_in(root_user)
        assert told_at(client, lampung) == ["desk", "index", "screen"]


def test_a_day_entered_by_the_form_ends_it(
    lampung: SOP, bekasi: SOP, root_user: User
) -> None:
    day = {"tanggal": f"02/03/{UNKNOWN}", "jenis": "cuti_bersama", "keterangan": ""}
    local = {**DAY_OFF, "tanggal": f"02/02/{UNKNOWN}"}
    with time_machine.travel(OCTOBER, tick=False):
        client = builders.logged_in(root_user)
        client.post(url(bekasi), posted([], [local]))
        client.post(url(lampung), posted([], [day]))
        assert told_at(client, lampung) == []
        assert told_at(client, bekasi) == ["desk", "index", "screen"], "a local holiday"


def test_an_office_that_keeps_none_is_not_asked(lampung: SOP, root_user: User) -> None:
    with time_machine.travel(OCTOBER, tick=False):
        client = builders.logged_in(root_user)
        data = posted([], [])
        del data["cuti_bersama"]
        client.post(url(lampung), data)
        assert told_at(client, lampung) == []


def test_a_year_is_stated_to_be_complete(
    lampung: SOP, bekasi: SOP, root_user: User
) -> None:
    button = f"{url(lampung)}lengkap/{UNKNOWN}/"
    with time_machine.travel(OCTOBER, tick=False):
        client = builders.logged_in(root_user)
        assert f'action="{button}"' in read(client, url(lampung))
        answer = client.post(button)
        assert "dinyatakan lengkap" in builders.told(client, answer)
        assert told_at(client, lampung) == []
        assert told_at(client, bekasi) == ["desk", "index", "screen"]
        for again in (button, f"{url(bekasi)}lengkap/1999/"):
            answer = client.post(again)
            assert "tidak menunggu" in builders.told(client, answer)
        assert client.get(button).status_code == 405
        history = f"/admin/pages/{lampung.instansi_id}/history/"
        assert "Menyatakan kalender kerja lengkap" in read(client, history)
    entry = PageLogEntry.objects.get(action=STATED)
    assert (entry.page_id, entry.user) == (lampung.instansi_id, root_user)
    assert entry.data["tahun"] == UNKNOWN


def test_holders_are_told_what_is_theirs_to_know(lampung: SOP, bekasi: SOP) -> None:
    """Who answers for the information reads it; nobody without the right states it."""
    post = builders.post_of(lampung, 3)
    post.penanggung_jawab = True
    post.save()
    button = f"{url(lampung)}lengkap/{UNKNOWN}/"
    with time_machine.travel(OCTOBER, tick=False):
        official = builders.logged_in(builders.holder_of(lampung, 3))
        assert SAID in read(official, url(lampung))
        assert "Nyatakan kalender" not in read(official, url(lampung))
        assert SAID not in read(official, "/admin/")
        told = builders.told(official, official.post(button))
        assert "diubah oleh administrator" in told
        assert (
            official.post(button.replace(url(lampung), url(bekasi))).status_code == 404
        )
        staff = builders.logged_in(builders.holder_of(lampung, 1))
        assert SAID not in read(staff, "/admin/")
        assert staff.post(button).status_code == 404
    assert not PageLogEntry.objects.filter(action=STATED).exists()


def test_a_deadline_in_such_a_year_asks_for_it_sooner(
    sungai_penuh: SOP, bekasi: SOP, root_user: User
) -> None:
    with time_machine.travel(at(f"{UNKNOWN - 1}-05-03T09:00"), tick=False):
        client = builders.logged_in(root_user)
        page = builders.at_step(sungai_penuh, 5)
        assert told_at(client, sungai_penuh) == []
        builders.approve(page, batas_waktu=f"{UNKNOWN}-01-20")
        assert told_at(client, sungai_penuh) == ["desk", "index", "screen"]


def test_the_month_of_a_far_year_says_it(lampung: SOP, root_user: User) -> None:
    year = timezone.localdate().year + 15
    shown = read(builders.logged_in(root_user), url(lampung) + f"?bulan={year}-08")
    assert f"Cuti bersama {year} belum dimasukkan" in shown
    assert "Hari Kemerdekaan Republik Indonesia" in shown


def test_work_goes_on_in_a_year_that_nobody_knows(sungai_penuh: SOP) -> None:
    with time_machine.travel(at("2045-08-16T15:50"), tick=False):
        page = builders.submitted(sungai_penuh)
    due = builders.task_state_of(page).jatuh_tempo
    assert on_clock(due) == "18 07.40", "17 August is a holiday for ever"


def test_what_it_costs_to_know(
    lampung: SOP, bekasi: SOP, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    offices = [lampung.instansi, bekasi.instansi]
    with django_assert_num_queries(1):
        assert incomplete(offices, SEPTEMBER) == {}
    with django_assert_num_queries(4):
        waiting = incomplete(offices, OCTOBER)
    assert waiting == {office.pk: [UNKNOWN] for office in offices}


def test_new_year_is_the_office_s_own(lampung: SOP, bekasi: SOP) -> None:
    bekasi.instansi.zona_waktu = "Asia/Jayapura"
    evening = dt.datetime(UNKNOWN - 1, 9, 30, 15, 30, tzinfo=dt.UTC)
    assert list(incomplete([lampung.instansi, bekasi.instansi], evening)) == [
        bekasi.instansi_id
    ]
