"""By when a step is due, on the way of a naskah through its SOP."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from wagtail.models import WorkflowState

from cms.demo import sop_walk
from reviews.engine.actions.begin import draft_round
from reviews.engine.actions.start import complete_langkah, open_steps
from reviews.models import (
    Berkas,
    HariKhusus,
    KalenderKerja,
    LangkahTaskState,
    Naskah,
)
from reviews.rounds.tenggat import due_of, recompute, record_menit, remaining
from reviews.worktime.calendar import Kalender, NoWorkingHoursError
from reviews.worktime.offices import kalender_of, kalender_of_offices
from reviews.worktime.remaining import TANPA
from tests.reviews import builders
from tests.reviews.rounds.clock import at, on_clock

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from reviews.models import SOP


def test_a_step_is_due_after_its_minutes(sungai_penuh: SOP) -> None:
    with time_machine.travel(at("2026-08-03T15:50"), tick=False):
        page = builders.submitted(sungai_penuh)
    state = builders.task_state_of(page)
    assert state.task.specific.waktu_menit == 20
    assert on_clock(state.jatuh_tempo) == "04 07.40"


def test_a_disposisi_sets_the_day_of_the_step_it_leads_to(sungai_penuh: SOP) -> None:
    with time_machine.travel(at("2026-08-03T09:00"), tick=False):
        page = builders.at_step(sungai_penuh, 5)
        builders.approve(page, batas_waktu="2026-08-05")
    state = builders.task_state_of(page)
    assert state.task.specific.nomor == 6
    assert on_clock(state.jatuh_tempo) == "05 16.00"


def test_a_sheet_sets_a_day_that_is_still_to_come_and_of_its_own_naskah(
    sungai_penuh: SOP,
) -> None:
    with time_machine.travel(at("2026-08-03T09:00"), tick=False):
        page = builders.at_step(sungai_penuh, 5)
        builders.approve(page, batas_waktu="2026-08-05")
        other = builders.at_step(sungai_penuh, 6, "Lain")
    task = builders.task_at(sungai_penuh, 6)
    task.waktu_menit = 20

    def due(text: str, page: Any, kalender: Kalender) -> str | None:
        found = due_of(task, at(text), builders.naskah_of(page), kalender)
        return on_clock(found) if found else None

    assert due("2026-08-05T15:00", page, Kalender()) == "05 16.00"
    assert due("2026-08-06T10:00", page, Kalender()) == "06 10.20"
    assert due("2026-08-05T10:00", other, Kalender()) == "05 10.20"
    assert due("2026-08-05T10:00", other, Kalender(pekan=((),) * 7)) is None
    task.waktu_menit = None
    assert due("2026-08-05T10:00", other, Kalender()) is None


def test_a_step_that_ended_says_how_long_it_took(sungai_penuh: SOP) -> None:
    with time_machine.travel(at("2026-08-03T15:50"), tick=False) as clock:
        page = builders.submitted(sungai_penuh)
        state = builders.task_state_of(page)
        clock.move_to(at("2026-08-04T08:00"))
        builders.approve(page)
        second = builders.task_state_of(page)
        clock.move_to(at("2026-08-04T08:10"))
        builders.return_to(page, 1)
        page = builders.resubmit(builders.fresh(page))
        third = builders.task_state_of(page)
        clock.move_to(at("2026-08-04T08:40"))
        builders.state_of(page).cancel(user=page.owner)
    used = [builders.fresh(each).menit_kerja for each in (state, second, third)]
    assert used == [40, 10, 30]


def test_a_drafter_s_step_took_from_the_act_before_it(kantor_kepala: SOP) -> None:
    with time_machine.travel(at("2026-08-03T08:00"), tick=False) as clock:
        page = builders.drafted(kantor_kepala)
        naskah = draft_round(page, page.owner)
        first, second, last = open_steps(page, naskah)
        for minute, task in ((10, first), (30, second)):
            clock.move_to(at(f"2026-08-03T08:{minute}"))
            user = builders.holder_of(kantor_kepala, task.nomor)
            answers = sop_walk.answers(task, "approve", "-", naskah)
            complete_langkah(page, task, user, answers)
        clock.move_to(at("2026-08-03T09:30"))
        kantor_kepala.workflow.start(
            page, builders.holder_of(kantor_kepala, last.nomor)
        )
    states = LangkahTaskState.objects.filter(task__in=[first.pk, second.pk, last.pk])
    assert [each.menit_kerja for each in states.order_by("pk")] == [10, 20, 60]


def test_acts_of_one_moment_are_told_apart_by_the_trail(kantor_kepala: SOP) -> None:
    """Returned and handed in again at once: no minute lies between."""
    with time_machine.travel(at("2026-08-03T08:00"), tick=False) as clock:
        page = builders.submitted(kantor_kepala)
        clock.move_to(at("2026-08-03T09:00"))
        builders.return_to(page, 3)
        builders.resubmit(builders.fresh(page))
    again = LangkahTaskState.objects.filter(task=builders.task_at(kantor_kepala, 3))
    assert [each.menit_kerja for each in again.order_by("pk")] == [0, 0]


@pytest.mark.parametrize(
    ("moment", "tingkat", "label"),
    [
        ("2026-08-03T09:00", "aman", "sisa 20 menit kerja"),
        ("2026-08-03T09:16", "dekat", "sisa 4 menit kerja"),
        ("2026-08-03T09:25", "lewat", "lewat 5 menit kerja"),
        ("2026-08-05T10:20", "lewat", "lewat 2 hari 1 jam kerja"),
    ],
)
def test_what_is_left_is_told_in_words(
    sungai_penuh: SOP, moment: str, tingkat: str, label: str
) -> None:
    with time_machine.travel(at("2026-08-03T09:00"), tick=False):
        state = builders.task_state_of(builders.submitted(sungai_penuh))
    sisa = remaining(state, at(moment))
    assert (sisa.tingkat, sisa.label) == (tingkat, label)


def test_a_step_without_minutes_has_no_deadline(sungai_penuh: SOP) -> None:
    task = builders.task_at(sungai_penuh, 2)
    task.waktu_menit = None
    task.save()
    state = builders.task_state_of(builders.submitted(sungai_penuh))
    assert remaining(state) == TANPA
    assert TANPA.label == "tanpa batas waktu"


def test_a_changed_calendar_moves_running_deadlines_alone(
    sungai_penuh: SOP, bekasi: SOP
) -> None:
    first = builders.task_at(bekasi, 1)
    first.waktu_menit = 20
    first.save()
    with time_machine.travel(at("2026-08-03T15:50"), tick=False):
        page = builders.submitted(sungai_penuh)
        other = builders.task_state_of(builders.submitted(bekasi))
    assert on_clock(other.jatuh_tempo) == "04 07.40"
    row = KalenderKerja.objects.create(instansi=sungai_penuh.instansi)
    HariKhusus.objects.create(
        kalender=row, tanggal=dt.date(2026, 8, 4), keterangan="Hari jadi kota"
    )
    done = LangkahTaskState.objects.get(status="approved", task__name__contains="1")
    assert recompute(sungai_penuh.instansi) == 1
    assert on_clock(builders.task_state_of(page).jatuh_tempo) == "05 07.40"
    assert builders.fresh(done).jatuh_tempo == done.jatuh_tempo
    assert builders.fresh(other).jatuh_tempo == other.jatuh_tempo


def test_a_round_that_has_ended_waits_for_nobody(sungai_penuh: SOP) -> None:
    """Whoever owns the database ended it, and left its step as it was."""
    with time_machine.travel(at("2026-08-03T15:50"), tick=False):
        state = builders.task_state_of(builders.submitted(sungai_penuh))
    WorkflowState.objects.update(status=WorkflowState.STATUS_CANCELLED)
    row = KalenderKerja.objects.create(instansi=sungai_penuh.instansi)
    HariKhusus.objects.create(kalender=row, tanggal=dt.date(2026, 8, 4))
    assert recompute(sungai_penuh.instansi) == 0
    assert builders.fresh(state).jatuh_tempo == state.jatuh_tempo


def test_a_step_of_no_naskah_has_no_clock_to_count_by(sungai_penuh: SOP) -> None:
    state = builders.task_state_of(builders.submitted(sungai_penuh))
    Naskah.objects.update(workflow_state=None)
    with pytest.raises(NoWorkingHoursError, match="belongs to no office"):
        remaining(state)


def test_a_correction_that_was_asked_for_took_nobody_s_time_yet(lampung: SOP) -> None:
    """It begins as if its drafter's step had just been sent back; nobody did that."""
    page, step = builders.published(lampung), builders.task_at(lampung, 6)
    type(step).objects.filter(pk=step.pk).update(
        kembali_ke=builders.task_at(lampung, 1)
    )
    builders.return_to(Berkas.objects.get(), 1)
    state = builders.task_state_of(page)
    record_menit(state)
    assert builders.fresh(state).menit_kerja is None


def test_a_day_off_is_named_by_its_word_or_by_its_kind(sungai_penuh: SOP) -> None:
    row = KalenderKerja.objects.create(instansi=sungai_penuh.instansi)
    days = [dt.date(2026, 8, day) for day in (4, 5, 8)]
    for day, jenis, keterangan in zip(
        days, ["libur", "cuti_bersama", "masuk"], ["Hari jadi", "", ""], strict=True
    ):
        HariKhusus.objects.create(
            kalender=row, tanggal=day, jenis=jenis, keterangan=keterangan
        )
    kalender = kalender_of(sungai_penuh.instansi)
    assert [kalender.holiday_on(day) for day in days] == [
        "Hari jadi",
        "Cuti bersama",
        "",
    ]
    assert kalender.minutes_on(days[2]) == 450


def test_many_deadlines_cost_as_many_queries_as_one(
    sungai_penuh: SOP, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    states = [
        builders.task_state_of(builders.submitted(sungai_penuh, f"Loket {n}"))
        for n in range(2)
    ]
    with django_assert_num_queries(1):
        calendars = kalender_of_offices([sungai_penuh.instansi])
        for state in states:
            remaining(state, kalender=calendars[sungai_penuh.instansi_id])


def test_the_office_s_zone_is_its_clock(sungai_penuh: SOP) -> None:
    office = sungai_penuh.instansi
    with time_machine.travel(at("2026-08-03T09:50"), tick=False):
        page = builders.submitted(sungai_penuh)
    office.zona_waktu = "Asia/Jayapura"
    office.save_revision().publish()
    assert kalender_of(office).zona == "Asia/Jayapura"
    # Ten to twelve in Jayapura: ten minutes before the break, ten after it.
    assert on_clock(builders.task_state_of(page).jatuh_tempo) == "03 11.10"
