"""The calendar on its screen: who sees it, who changes it, what a change does."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.test import Client

from reviews.models import KalenderKerja, Naskah
from reviews.worktime.hours import pekan_baku, pekan_ramadan
from tests.reviews import builders
from tests.reviews.office.calendar.form import DAY_OFF, posted, ramadan, url
from tests.reviews.rounds.clock import at, on_clock

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from reviews.models import SOP


def test_a_change_is_saved_and_moves_what_is_running(
    sungai_penuh: SOP, root_user: User
) -> None:
    with time_machine.travel(at("2026-08-03T15:50"), tick=False):
        page = builders.submitted(sungai_penuh)
        client = builders.logged_in(root_user)
        data = posted([ramadan("08/02/2027", "09/03/2027")], [DAY_OFF])
        answer = client.post(url(sungai_penuh), data)
        assert "1 tenggat yang berjalan dihitung ulang" in builders.told(client, answer)
    row = KalenderKerja.objects.get()
    assert row.pekan == pekan_baku()
    assert row.musim.get().pekan == pekan_ramadan()
    assert row.hari_khusus.get().tanggal == dt.date(2026, 8, 4)
    assert on_clock(builders.task_state_of(page).jatuh_tempo) == "05 07.40"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"pekan-2-0": "16.30"}, "Rabu: urutan jam"),
        ({"pekan-2-3": ""}, "Rabu: isi jam masuk dan pulang"),
        ({"pekan-0-0": "pagi"}, "Senin: “pagi” bukan jam."),
        ({"hari_khusus-0-tanggal": "besok"}, "tanggal yang valid"),
    ],
    ids=["order", "half", "word", "date"],
)
def test_a_fault_is_said_and_nothing_typed_is_lost(
    sungai_penuh: SOP, root_user: User, change: dict[str, str], message: str
) -> None:
    client = builders.logged_in(root_user)
    data = posted([], [DAY_OFF]) | {"pekan-1-0": "08.15"} | change
    shown = client.post(url(sungai_penuh), data).content.decode()
    assert "Kalender belum disimpan. Perbaiki isian bertanda." in shown
    assert message in shown
    assert 'value="08.15"' in shown
    assert "Hari jadi kota" in shown
    assert not KalenderKerja.objects.exists()


def test_seasons_do_not_overlap(sungai_penuh: SOP, root_user: User) -> None:
    two = [ramadan("08/02/2027", "09/03/2027"), ramadan("09/03/2027", "20/03/2027")]
    client = builders.logged_in(root_user)
    shown = client.post(url(sungai_penuh), posted(two, [])).content.decode()
    assert "bertumpang tindih" in shown
    assert not KalenderKerja.objects.exists()


def test_seasons_are_entered_in_any_order(sungai_penuh: SOP, root_user: User) -> None:
    """The administrator adds last year's Ramadan below this year's."""
    two = [ramadan("08/02/2027", "09/03/2027"), ramadan("18/02/2026", "19/03/2026")]
    client = builders.logged_in(root_user)
    answer = client.post(url(sungai_penuh), posted(two, []))
    assert "bertumpang tindih" not in answer.content.decode()
    years = [masa.mulai.year for masa in KalenderKerja.objects.get().musim.all()]
    assert sorted(years) == [2026, 2027]


def test_the_month_names_its_holidays(sungai_penuh: SOP, root_user: User) -> None:
    client = builders.logged_in(root_user)
    shown = client.get(url(sungai_penuh) + "?bulan=2026-12").content.decode()
    assert "Cuti Bersama Hari Raya Natal" in shown
    assert "21 hari kerja" in shown
    for odd in ("2026-13", "9999-01", "x", ""):
        assert client.get(url(sungai_penuh) + f"?bulan={odd}").status_code == 200


def test_the_responsible_official_reads_and_others_see_nothing(
    sungai_penuh: SOP, bekasi: SOP
) -> None:
    post = builders.post_of(sungai_penuh, 5)
    post.penanggung_jawab = True
    post.save()
    official = builders.logged_in(builders.holder_of(sungai_penuh, 5))
    official.raise_request_exception = False
    shown = official.get(url(sungai_penuh))
    assert "Kalender diubah oleh administrator." in shown.content.decode()
    assert official.get("/admin/naskah/kalender/").url == url(sungai_penuh)
    assert official.post(url(sungai_penuh), posted([], [])).status_code == 404
    assert official.get(url(bekasi)).status_code == 404
    staff = builders.logged_in(builders.holder_of(sungai_penuh, 1))
    staff.raise_request_exception = False
    for path in ("/admin/naskah/kalender/", url(sungai_penuh)):
        assert staff.get(path).status_code == 404
        assert Client().get(path).status_code == 302
    assert not KalenderKerja.objects.exists()


def test_an_office_shows_its_own_calendar_and_not_its_neighbour_s(
    sungai_penuh: SOP, bekasi: SOP, root_user: User
) -> None:
    client = builders.logged_in(root_user)
    client.post(url(bekasi), posted([], [DAY_OFF]))
    month = "?bulan=2026-08"
    for sop, own in ((sungai_penuh, False), (bekasi, True)):
        shown = client.get(url(sop) + month).content.decode()
        assert ("Hari jadi kota" in shown) is own
    offices = client.get("/admin/naskah/kalender/").content.decode()
    assert url(sungai_penuh) in offices
    assert url(bekasi) in offices


def test_an_office_says_whether_its_calendar_is_its_own(
    sungai_penuh: SOP, bekasi: SOP, root_user: User
) -> None:
    client = builders.logged_in(root_user)
    client.post(url(bekasi), posted([], []))
    offices = client.get("/admin/naskah/kalender/").content.decode()
    for sop, row, is_own in (
        (sungai_penuh, "Menurut Perpres 21/2023", False),
        (bekasi, "Ditetapkan sendiri", True),
    ):
        found = offices.partition(f">{sop.instansi.title}<")[2].partition("</tr>")[0]
        assert row in found
        shown = client.get(url(sop)).content.decode()
        assert ("Belum ada kalender tersendiri." in shown) is not is_own


def test_a_calendar_is_changed_again_from_what_it_says(
    sungai_penuh: SOP, root_user: User
) -> None:
    client = builders.logged_in(root_user)
    client.raise_request_exception = False
    for time in ("08.15", "08.45"):
        data = posted([], []) | {"pekan-1-0": time}
        said = builders.told(client, client.post(url(sungai_penuh), data))
        assert "Kalender kerja disimpan." in said
        assert f'value="{time}"' in client.get(url(sungai_penuh)).content.decode()
    assert KalenderKerja.objects.get().pekan[1][0] == "08:45"


def test_a_step_of_a_lost_naskah_keeps_no_calendar_from_changing(
    sungai_penuh: SOP, root_user: User
) -> None:
    builders.submitted(sungai_penuh)
    Naskah.objects.update(workflow_state=None)
    client = builders.logged_in(root_user)
    client.raise_request_exception = False
    answer = client.post(url(sungai_penuh), posted([], [DAY_OFF]))
    assert "0 tenggat yang berjalan dihitung ulang" in builders.told(client, answer)
