# ruff: noqa: E402  (the folder must be chosen before Django is set up)
"""What the desk costs with few and with many tasks and rounds in the system.

``python -m bench.meja`` fills a database of its own twice (``VAR_DIR`` is a folder
that is thrown away) and prints one line of JSON: queries and milliseconds of the four
panels of one person who has five texts before him, with 10 tasks and 10 rounds, and
with 1,000 tasks and 10,000 rounds.
"""

from __future__ import annotations

import json
import os
import shutil
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
from wagtail.models import Page, TaskState, Workflow, WorkflowState

from reviews import authority, rounds
from reviews.meja.desk import Desk
from reviews.models import ParafTask
from reviews.offices import make_office
from reviews.sop.adopt import adopt_sop
from reviews.sop.document import load_documents
from reviews.sop.interpret import interpret
from reviews.sop.seeds import SEEDS

if TYPE_CHECKING:
    from reviews.models import SOP

RUNS = 60
OWN = 5


def main() -> dict[str, float]:
    call_command("migrate", verbosity=0)
    sop = adopted()
    mine = authority.holders(rounds.ordered_tasks(sop.workflow)[1]).first()
    if mine is None:
        raise SystemExit("nobody holds the second step")
    own = task("Milik saya", mine.jabatan)
    fill([own], OWN)
    other = sop.instansi.jabatan.exclude(pk=mine.jabatan_id).first()
    facts: dict[str, float] = {}
    for name, tasks, states in (("small", 10, 10), ("large", 1000, 10_000)):
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
    """Queries, and the median milliseconds of :data:`RUNS` desks read anew."""
    with CaptureQueriesContext(connection) as asked:
        look(user)
    took = []
    for _ in range(RUNS):
        began = time.perf_counter()
        look(user)
        took.append((time.perf_counter() - began) * 1000)
    return {"queries": len(asked), "ms": round(statistics.median(took), 2)}


def look(user: Any) -> None:
    desk = Desk(user)
    if len(desk.timed) != OWN:
        raise SystemExit(f"expected {OWN} texts, found {len(desk.timed)}")
    _ = (desk.returned, desk.unread, desk.sent)


if __name__ == "__main__":
    try:
        print(json.dumps(main()))
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)
