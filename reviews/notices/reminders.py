"""Reminders before, at and after a deadline, and word to the superior.

Looking is cheap and may be done at any time, by the command and by the queue. Each
mail is a row whose key says what it reminds whom of, so however many look at once,
one is sent. Reminders wait for working time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django_tasks import task

from reviews.notices.digest import write_digests
from reviews.notices.write import announce_turn, write
from reviews.papers.surat import Surat
from reviews.rounds import audience, authority, progress
from reviews.rounds.tenggat import running_states
from reviews.worktime.offices import kalender_of
from reviews.worktime.remaining import SHORT_STEP, warning_minutes

if TYPE_CHECKING:
    import datetime as dt

    from reviews.papers.langkah import LangkahTask, LangkahTaskState
    from reviews.papers.naskah import Naskah
    from reviews.worktime.calendar import Kalender

Jenis = Surat.Jenis


def watch(task: LangkahTask, state: LangkahTaskState, naskah: Naskah) -> None:
    """A step begins to wait: tell whose turn it is, and come back before it is due."""
    if announce_turn(task, state, naskah):
        look_later(state, kalender_of(naskah.instansi), timezone.now())


@task(backend="antrean")
def look_at(state_id: int) -> None:
    """Send what is due for one step, and come back at its next moment."""
    now = timezone.now()
    state = running_states().filter(pk=state_id).first()
    naskah = progress.naskah_of_state(state.workflow_state) if state else None
    if state is not None and naskah is not None:
        kalender = kalender_of(naskah.instansi)
        remind(state, naskah, kalender, now)
        look_later(state, kalender, now)


def look_later(state: LangkahTaskState, kalender: Kalender, now: dt.datetime) -> None:
    """Queue the next look, at the next moment at which something is due.

    What fell due outside working hours waits for the next opening.
    """
    opening = kalender.next_working(now)
    wakings = (
        opening if moment <= now else kalender.next_working(moment)
        for _, moment in moments(state, kalender)
    )
    ahead = [waking for waking in wakings if waking > now]
    if ahead:
        look_at.using(run_after=min(ahead)).enqueue(state.pk)


def send_reminders(now: dt.datetime | None = None) -> int:
    """Write all that is due now, digests included; returns how many mails."""
    now = now or timezone.now()
    calendars: dict[int, Kalender] = {}
    written = 0
    for state in running_states().order_by("pk"):
        naskah = progress.naskah_of_state(state.workflow_state)
        if naskah is None:
            continue
        if naskah.instansi_id not in calendars:
            calendars[naskah.instansi_id] = kalender_of(naskah.instansi)
        written += remind(state, naskah, calendars[naskah.instansi_id], now)
    return written + write_digests(now)


def remind(
    state: LangkahTaskState, naskah: Naskah, kalender: Kalender, now: dt.datetime
) -> int:
    """Write what is due for one step. Who took office since it began is told first."""
    if not kalender.is_working(now):
        return 0
    task: LangkahTask = state.task.specific
    written = len(announce_turn(task, state, naskah))
    due = {jenis for jenis, moment in moments(state, kalender) if moment <= now}
    if Jenis.ESKALASI in due:
        above = audience.superiors(task, naskah, now)
        written += len(write(Jenis.ESKALASI, above, naskah, f"{state.pk}", state=state))
    latest = [jenis for jenis in Surat.REMINDERS if jenis in due][-1:]
    for jenis in latest:
        people = authority.able(task, naskah, now)
        written += len(write(jenis, people, naskah, f"{state.pk}", state=state))
    return written


def moments(
    state: LangkahTaskState, kalender: Kalender
) -> list[tuple[Surat.Jenis, dt.datetime]]:
    """When what is due for ``state``; nothing where it has no deadline.

    Before and after by :func:`warning_minutes`; the superior after one more working
    day, or as much time again as the step has, at least two hours.
    """
    end = state.jatuh_tempo
    if end is None:
        return []
    total = max(kalender.minutes_between(state.started_at, end), 0)
    margin = warning_minutes(total)
    too_late = min(kalender.usual_day, max(total, SHORT_STEP))
    begin = state.started_at
    return [
        (Jenis.SEBELUM, kalender.add_minutes(begin, total - margin)),
        (Jenis.SAAT, end),
        (Jenis.SESUDAH, kalender.add_minutes(end, max(margin, 1))),
        (Jenis.ESKALASI, kalender.add_minutes(end, too_late)),
    ]
