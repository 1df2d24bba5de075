"""Reminders, escalation and digests: when, to whom, and once."""

from __future__ import annotations

import datetime as dt
from io import StringIO
from threading import Barrier, Thread
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django_tasks_db.models import DBTaskResult

from reviews.models import Jabatan, LangkahTaskState, PilihanSurat, Surat
from reviews.notices.reminders import look_at, send_reminders
from reviews.notices.send import send_due
from tests.reviews import builders
from tests.reviews.notices.builders import address, at, delivered, with_addresses

if TYPE_CHECKING:
    from reviews.models import SOP
    from tests.reviews.notices.sink import Sink

STEP = 2  # 20 minutes, from nine o'clock
MORNING = at("2026-08-03T09:00")


def waiting(sop: SOP) -> str:
    """A naskah at step 2 since nine, its turn told; the address of its holder."""
    with_addresses()
    builders.submitted(sop)
    Surat.objects.all().delete()
    DBTaskResult.objects.all().delete()
    # The turn was told before this story begins.
    state = LangkahTaskState.objects.get(status="in_progress")
    holder = builders.holder_of(sop, STEP)
    Surat.objects.create(
        kunci=f"giliran:{state.pk}:{holder.pk}",
        penerima=holder,
        jenis="giliran",
        status="terkirim",
    )
    return address(holder)


@pytest.mark.parametrize(
    ("moment", "subject"),
    [
        ("2026-08-03T09:10", None),
        ("2026-08-03T09:15", "Menjelang jatuh tempo: Loket baru"),
        ("2026-08-03T09:20", "Jatuh tempo: Loket baru"),
        ("2026-08-03T09:25", "Lewat jatuh tempo: Loket baru"),
        ("2026-08-03T17:00", None),  # the office is closed
        ("2026-08-08T09:25", None),  # a Saturday
    ],
)
def test_a_reminder_comes_at_its_moment_in_working_hours_and_once(
    sungai_penuh: SOP, sink: Sink, moment: str, subject: str | None
) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        holder = waiting(sungai_penuh)
        clock.move_to(at(moment))
        send_reminders()
        told = [row for row in delivered(sink) if row[0] == holder]
        assert told == ([(holder, subject)] if subject else [])
        assert send_reminders() == 0
        assert delivered(sink) == []


def test_the_superior_hears_of_it_after_two_hours(
    sungai_penuh: SOP, sink: Sink
) -> None:
    above = superior_of(sungai_penuh, "Atasan langsung")
    builders.appointed(above, "atasan")
    with time_machine.travel(MORNING, tick=False) as clock:
        waiting(sungai_penuh)
        clock.move_to(at("2026-08-03T11:19"))
        send_reminders()
        assert "atasan@kantor.example" not in dict(delivered(sink))
        clock.move_to(at("2026-08-03T11:20"))
        assert send_reminders() == 1
        send_due.func()
    [(to, message)] = sink.received
    assert to == ["atasan@kantor.example"]
    post = builders.post_of(sungai_penuh, STEP).nama
    text = message.get_body(("plain",)).get_content()
    assert f"belum juga diselesaikan oleh pemangku {post}" in text


def test_where_the_post_above_is_empty_the_next_one_hears_of_it(
    sungai_penuh: SOP, sink: Sink
) -> None:
    vacant = superior_of(sungai_penuh, "Kosong")
    top = Jabatan.objects.create(instansi=sungai_penuh.instansi, nama="Puncak")
    vacant.atasan = top
    vacant.save()
    builders.appointed(top, "puncak")
    assert escalated(sungai_penuh, sink) == ["puncak@kantor.example"]


def test_at_the_top_the_responsible_post_hears_of_it(
    sungai_penuh: SOP, sink: Sink
) -> None:
    superior_of(sungai_penuh, "Kosong")
    Jabatan.objects.update(penanggung_jawab=False)
    answers = Jabatan.objects.create(
        instansi=sungai_penuh.instansi, nama="PPID", penanggung_jawab=True
    )
    builders.appointed(answers, "ppid")
    assert escalated(sungai_penuh, sink) == ["ppid@kantor.example"]


def superior_of(sop: SOP, nama: str) -> Jabatan:
    """A new post straight above that of the step."""
    above = Jabatan.objects.create(instansi=sop.instansi, nama=nama)
    post = builders.post_of(sop, STEP)
    post.atasan = above
    post.save()
    return above


def escalated(sop: SOP, sink: Sink) -> list[str]:
    with time_machine.travel(MORNING, tick=False) as clock:
        waiting(sop)
        clock.move_to(at("2026-08-04T09:00"))
        send_reminders()
        told = delivered(sink)
    return [to for to, subject in told if subject.startswith("Perlu perhatian")]


def test_who_takes_office_meanwhile_is_told_that_it_is_his_turn(
    sungai_penuh: SOP, sink: Sink
) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        waiting(sungai_penuh)
        post = builders.post_of(sungai_penuh, STEP)
        builders.appointed(
            post, "pengganti", kapasitas="plh", sampai=dt.date(2026, 8, 4)
        )
        with_addresses()
        clock.move_to(at("2026-08-03T09:05"))
        assert send_reminders() == 1
        assert delivered(sink) == [
            ("pengganti@kantor.example", "Menunggu Anda: Loket baru")
        ]


def test_the_queue_comes_back_by_itself(sungai_penuh: SOP, sink: Sink) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        with_addresses()
        page = builders.submitted(sungai_penuh)
        state = builders.task_state_of(page)
        assert looks() == ["03 09.15"]
        for moment in ("2026-08-03T09:15", "2026-08-03T09:20"):
            clock.move_to(at(moment))
            look_at.func(state.pk)
        assert looks() == ["03 09.15", "03 09.20", "03 09.25"]
        clock.move_to(at("2026-08-03T18:00"))  # a worker that was late
        look_at.func(state.pk)
        assert looks()[-1] == "04 07.30"
        builders.approve(page)
        before = Surat.objects.count()
        look_at.func(state.pk)
        assert Surat.objects.count() == before


def looks() -> list[str]:
    """When the queue looks at a step again."""
    rows = DBTaskResult.objects.filter(task_path=look_at.module_path)
    times = rows.order_by("run_after").values_list("run_after", flat=True)
    return [f"{time.astimezone(MORNING.tzinfo):%d %H.%M}" for time in times]


def test_a_digest_gathers_a_day_s_mail(sungai_penuh: SOP, sink: Sink) -> None:
    user = builders.holder_of(sungai_penuh, STEP)
    PilihanSurat.objects.create(
        user=user, pemberitahuan="ringkasan", pengingat="ringkasan"
    )
    with_addresses()
    with time_machine.travel(at("2026-08-03T14:00"), tick=False) as clock:
        builders.submitted(sungai_penuh, "Loket satu")
        settled = builders.submitted(sungai_penuh, "Loket dua")
        builders.submitted(sungai_penuh, "Loket tiga")
        builders.approve(settled)
        Surat.objects.filter(jenis="giliran", penerima__in=others(user)).delete()
        assert delivered(sink) == []
        clock.move_to(at("2026-08-04T06:00"))
        send_reminders()
        assert [to for to, _ in delivered(sink)] == []
        clock.move_to(at("2026-08-04T07:31"))
        send_reminders()
        send_reminders()
        send_due.func()
    mine = [m for to, m in sink.received if to == [address(user)]]
    assert [m["Subject"] for m in mine] == ["Ringkasan naskah, 4 Agustus 2026"]
    text = mine[0].get_body(("plain",)).get_content()
    assert "Loket satu" in text
    assert "Loket tiga" in text
    assert "Loket dua" not in text


def others(user: object) -> object:
    return User.objects.exclude(pk=user.pk)


def test_reminders_can_be_declined_and_turns_cannot(
    sungai_penuh: SOP, sink: Sink
) -> None:
    user = builders.holder_of(sungai_penuh, STEP)
    PilihanSurat.objects.create(user=user, pengingat="tidak")
    with_addresses()
    with time_machine.travel(MORNING, tick=False) as clock:
        builders.submitted(sungai_penuh)
        assert delivered(sink) == [(address(user), "Menunggu Anda: Loket baru")]
        clock.move_to(at("2026-08-03T09:21"))
        send_reminders()
        assert delivered(sink) == []


def test_a_rehearsal_names_and_sends_nothing(sungai_penuh: SOP, sink: Sink) -> None:
    out = StringIO()
    with time_machine.travel(MORNING, tick=False) as clock:
        holder = waiting(sungai_penuh)
        clock.move_to(at("2026-08-03T09:15"))
        call_command("send_reminders", "--dry-run", stdout=out)
        assert delivered(sink) == []
        assert holder in out.getvalue()
        out.truncate(0)
        call_command("send_reminders", stdout=out)
        assert "1 surat baru." in out.getvalue()
    assert [to for to, _ in sink.subjects()] == [holder]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_runs_at_once_send_one_mail(sink: Sink) -> None:
    sop = builders.adopted("000")
    with time_machine.travel(MORNING, tick=False) as clock:
        holder = waiting(sop)
        clock.move_to(at("2026-08-03T09:15"))
        together = Barrier(3)

        def run() -> None:
            together.wait()
            call_command("send_reminders", stdout=StringIO())
            connection.close()

        runs = [Thread(target=run) for _ in range(3)]
        for each in runs:
            each.start()
        for each in runs:
            each.join()
    assert sink.subjects() == [(holder, "Menjelang jatuh tempo: Loket baru")]
