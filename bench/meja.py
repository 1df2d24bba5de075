# ruff: noqa: E402  (the folder must be chosen before Django is set up)
"""What the desk costs with few and with many tasks and rounds in the system.

``python -m bench.meja`` fills a database of its own twice (``VAR_DIR`` is a folder
that is thrown away) and tells queries and milliseconds of CPU of the four panels of one person
who has five texts before him, timed by his office's own calendar: with 10 tasks and 10
rounds of others, and with 1,000 tasks and 10,000 rounds. ``--write`` puts the table
into ``docs/reference/performance.md``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import statistics
import time
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

os.environ["VAR_DIR"] = FOLDER = mkdtemp(prefix="bench-meja-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")

import django

django.setup()

# isort: split
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, TaskState, Workflow, WorkflowState

from bench import report
from cms.demo.offices import make_office
from reviews.desk.desk import Desk
from reviews.engine.adoption.adopt import adopt_sop
from reviews.models import LangkahTaskState, Naskah, ParafTask
from reviews.rounds import authority, progress
from reviews.sop.document import load_documents
from reviews.sop.interpret import interpret
from reviews.sop.seeds import SEEDS
from reviews.worktime.models import HariKhusus, KalenderKerja

if TYPE_CHECKING:
    from reviews.models import SOP

RUNS = 60
OWN = 5
MARKS = "<!-- meja: begin -->", "<!-- meja: end -->"
SIZES = (("small", 10, 10), ("large", 1000, 10_000))


def main() -> dict[str, float]:
    call_command("migrate", verbosity=0)
    call_command("trail_key")
    sop = adopted()
    mine = authority.holders(progress.ordered_tasks(sop.workflow)[1]).first()
    if mine is None:
        raise SystemExit("nobody holds the second step")
    own = task("Milik saya", mine.jabatan)
    fill([own], OWN)
    give_time(sop.instansi)
    other = sop.instansi.jabatan.exclude(pk=mine.jabatan_id).first()
    facts: dict[str, float] = {}
    for name, tasks, states in SIZES:
        grow(other, tasks, states)
        facts |= {f"{name} {key}": value for key, value in cost(mine.user).items()}
    return facts | {"ratio": round(facts["large ms"] / facts["small ms"], 2)}


def adopted() -> SOP:
    document = load_documents(SEEDS)[0][0]
    office = make_office(document.dokumen, interpret(document.dokumen), "bench")
    return adopt_sop(document, office)[0]


def task(name: str, jabatan: Any) -> ParafTask:
    made = ParafTask.objects.create(name=name)
    made.jabatan.add(jabatan)
    return made


def give_time(instansi: Any) -> None:
    """Make the rounds there are naskah of ``instansi`` that are due by its calendar."""
    kalender = KalenderKerja.objects.create(instansi=instansi)
    today = timezone.localdate()
    HariKhusus.objects.create(kalender=kalender, tanggal=today.replace(day=1))
    for state in TaskState.objects.select_related("workflow_state"):
        Naskah.objects.begin(
            instansi, judul="Naskah uji", workflow_state=state.workflow_state
        )
        own = LangkahTaskState(taskstate_ptr=state, jatuh_tempo=timezone.now())
        own.save_base(raw=True)


@transaction.atomic
def grow(jabatan: Any, tasks: int, states: int) -> None:
    """Up to ``tasks`` tasks of another post, and ``states`` open rounds at them."""
    have = ParafTask.objects.filter(name__startswith="Lain").count()
    for number in range(have, tasks):
        task(f"Lain {number}", jabatan)
    others = list(ParafTask.objects.filter(name__startswith="Lain"))
    fill(
        others, states - WorkflowState.objects.exclude(object_id__lt="0").count() + OWN
    )


def fill(tasks: list[ParafTask], number: int) -> None:
    """Open rounds, spread over ``tasks``."""
    workflow, _ = Workflow.objects.get_or_create(name="bench")
    page_type = ContentType.objects.get_for_model(Page)
    first = WorkflowState.objects.count()
    made = WorkflowState.objects.bulk_create(
        WorkflowState(
            content_type=page_type,
            base_content_type=page_type,
            object_id=str(10_000_000 + first + at),
            workflow=workflow,
            status=WorkflowState.STATUS_IN_PROGRESS,
        )
        for at in range(number)
    )
    state_type = ContentType.objects.get_for_model(TaskState)
    revision = Page.get_first_root_node().save_revision(clean=False)
    TaskState.objects.bulk_create(
        TaskState(
            workflow_state=state,
            task=tasks[at % len(tasks)],
            revision=revision,
            content_type=state_type,
        )
        for at, state in enumerate(made)
    )


def cost(user: Any) -> dict[str, float]:
    """Queries, and the median milliseconds of CPU of :data:`RUNS` desks read anew."""
    with CaptureQueriesContext(connection) as asked:
        look(user)
    took = []
    for _ in range(RUNS):
        began = time.process_time()
        look(user)
        took.append((time.process_time() - began) * 1000)
    return {"queries": len(asked), "ms": round(statistics.median(took), 2)}


def look(user: Any) -> None:
    desk = Desk(user)
    if len(desk.timed) != OWN:
        raise SystemExit(f"expected {OWN} texts, found {len(desk.timed)}")
    _ = (desk.returned, desk.unread, desk.sent)


def told(facts: dict[str, float]) -> str:
    """The table, and on what it was measured."""
    rows = [
        (
            f"{tasks:,} tasks, {states:,} rounds of others",
            f"{facts[f'{name} queries']:.0f}",
            report.number(facts[f"{name} ms"]),
        )
        for name, tasks, states in SIZES
    ]
    day = f"{timezone.now():%Y-%m-%d}"
    return "\n".join(
        [
            f"- {day}, {report.processor()}, {os.cpu_count()} cores; SQLite "
            f"{sqlite3.sqlite_version}; median of {RUNS}",
            f"- the large against the small: {facts['ratio']} (target ≤ 1.5)",
            "",
            *report.table(("the desk of one person", "queries", "CPU ms"), rows),
            "",
        ]
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="into performance.md")
    asked = parser.parse_args()
    try:
        made = told(main())
        print(made)
        if asked.write:
            report.write(made, marks=MARKS)
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)
