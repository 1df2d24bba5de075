"""The desk read in sets says what the rule says one by one, at a constant cost."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from reviews.desk.desk import Desk
from reviews.models import Disposisi, Jejak, PemangkuJabatan, PenerimaDisposisi
from reviews.rounds import authority, progress
from reviews.rounds.tenggat import remaining
from reviews.rounds.waiting import waiting_for
from reviews.sop.kinds import EmpatMata
from reviews.worktime.models import HariKhusus, KalenderKerja
from tests.reviews import builders as b
from tests.reviews.notices.builders import at

if TYPE_CHECKING:
    from reviews.models import SOP

pytestmark = pytest.mark.django_db
MOST = 12


def one_by_one(user: User) -> set[int]:
    """The same question, asked of the rule for every open state."""
    states = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
    )
    return {
        state.pk
        for state in states
        if authority.acting(
            state.task.specific, progress.naskah_of_state(state.workflow_state), user
        )
    }


def heaps(user: User) -> int:
    """How many queries the whole desk costs."""
    desk = Desk(user)
    with CaptureQueriesContext(connection) as asked:
        for heap in ("timed", "returned", "unread", "sent", "count"):
            getattr(desk, heap)
    return len(asked)


def shuffle_people(sop: SOP, dice: random.Random) -> list[User]:
    """Terms of all kinds and days: in office, gone, to come, Plt., Plh."""
    users = list(User.objects.filter(jabatan_dipangku__isnull=False).distinct())
    today = timezone.localdate()
    day = dt.timedelta(days=1)
    for jabatan in sop.instansi.jabatan.all():
        for user in dice.sample(users, 2):
            begins = today + day * dice.choice([-30, -1, 0, 1])
            PemangkuJabatan.objects.create(
                jabatan=jabatan,
                user=user,
                kapasitas=dice.choice(PemangkuJabatan.Kapasitas.values),
                mulai=begins,
                sampai=dice.choice([None, begins, begins + day * 60]),
            )
    return users


def shuffle_sheets(dice: random.Random, users: list[User]) -> None:
    """Sheets that name anybody, in office or not, some passed on."""
    for state in TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS):
        naskah = progress.naskah_of_state(state.workflow_state)
        row = Jejak.objects.filter(naskah=naskah).last()
        if hasattr(row, "disposisi") or not dice.getrandbits(1):
            continue
        sheet = Disposisi.objects.create(
            jejak=row,
            instansi=naskah.instansi,
            tahun=2026,
            nomor_agenda=900 + state.pk,
            task_tujuan=state.task_id,
            urgensi=dice.choice(Disposisi.Urgensi.values),
        )
        posts = list(state.task.specific.jabatan.all())
        passed = None
        for user in dice.sample(users, 2):
            passed = PenerimaDisposisi.objects.create(
                disposisi=sheet,
                jabatan=dice.choice(posts),
                user=user,
                diteruskan_oleh=dice.choice([None, passed]),
            )


def rule_of(task: Any, rule: str) -> None:
    """Another rule of four eyes, past the guard of what an SOP says."""
    type(task).objects.filter(pk=task.pk).update(empat_mata=rule)
    task.empat_mata = rule


@pytest.mark.parametrize("number", range(3))
def test_the_desk_says_what_the_rule_says(lampung: SOP, number: int) -> None:
    dice = random.Random(number)  # noqa: S311
    people = shuffle_people(lampung, dice)
    for nomor in (2, 3, 4, 5):
        b.at_step(lampung, nomor, judul=f"Naskah {nomor}")
    b.published(lampung, "Sudah tayang")
    for task in progress.ordered_tasks(lampung.workflow):
        rule_of(task, dice.choice(EmpatMata.values))
    shuffle_sheets(dice, people)
    for user in people:
        desk = waiting_for(user)
        assert {row.state_id for row in desk} == one_by_one(user)
        for row in desk:
            task = row.state.task.specific
            assert row.holder == authority.acting(task, row.naskah, user)
        assert heaps(user) <= MOST


def test_the_cost_does_not_grow(lampung: SOP) -> None:
    b.at_step(lampung, 3, judul="Satu")
    user = b.holder_of(lampung, 3)
    few = heaps(user)
    for kode in ("000", "004"):
        b.submitted(b.adopted(kode))
    for number in range(4):
        b.at_step(lampung, 3, judul=f"Lagi {number}")
    assert heaps(user) == few <= MOST
    assert len(Desk(user).waiting) == 5


def test_each_row_says_the_working_time_left(lampung: SOP) -> None:
    with time_machine.travel(at("2026-08-03T09:00"), tick=False):
        page = b.at_step(lampung, 3)
        user = b.holder_of(lampung, 3)
        row = Desk(user).timed[0]
        assert row.sisa == remaining(b.task_state_of(page))
        assert row.sisa.label == "sisa 30 menit kerja"
    with time_machine.travel(at("2026-08-03T09:40"), tick=False):
        kalender = KalenderKerja.objects.create(instansi=lampung.instansi)
        assert Desk(user).timed[0].sisa.label == "lewat 10 menit kerja"
        HariKhusus.objects.create(kalender=kalender, tanggal=dt.date(2026, 8, 3))
        assert Desk(user).timed[0].sisa.label == "lewat kurang dari 1 menit kerja"
        assert heaps(user) <= MOST


def test_the_most_urgent_comes_first(lampung: SOP) -> None:
    plain, urgent = (
        b.at_step(lampung, 4, judul=judul) for judul in ("Biasa", "Segera")
    )
    b.approve(plain)
    b.approve(urgent, urgensi="sangat_segera")
    desk = Desk(b.holder_of(lampung, 5))
    assert [row.judul for row in desk.waiting] == ["Segera", "Biasa"]
    assert [to.disposisi.urgensi for to in desk.unread] == ["sangat_segera", "biasa"]


def test_what_was_sent_on_and_where_it_is(lampung: SOP) -> None:
    user = b.holder_of(lampung, 2)
    b.at_step(lampung, 3, judul="Di kabid")
    b.published(lampung, "Tayang")
    places = {sent.naskah.judul: sent.place for sent in Desk(user).sent}
    assert places["Di kabid"].startswith("Langkah 3")
    assert places["Tayang"].startswith("Tayang · Langkah 6")


def test_moderation_of_one_task_asks_the_same_rule(lampung: SOP) -> None:
    page = b.at_step(lampung, 3)
    state = b.task_state_of(page)
    task = b.task_at(lampung, 3)
    mine = task.get_task_states_user_can_moderate(b.holder_of(lampung, 3))
    assert [each.pk for each in mine] == [state.pk]
    assert not task.get_task_states_user_can_moderate(b.holder_of(lampung, 2))


def test_not_the_one_who_edited_last(lampung: SOP) -> None:
    page = b.at_step(lampung, 3)
    task = b.task_at(lampung, 3)
    user = b.holder_of(lampung, 3)
    rule_of(task, EmpatMata.PENYUNTING)
    assert authority.acting(task, b.naskah_of(page), user)
    latest = b.fresh(page).latest_revision
    latest.user = user
    latest.save()
    assert authority.acting(task, b.naskah_of(page), user) is None
    assert waiting_for(user) == []
    rule_of(task, EmpatMata.TANPA)
    assert authority.acting(task, b.naskah_of(page), user)
