"""``python -m tests.update.rounds DOES``, in the folder of a release, on its database.

``story`` is that of the golden files; ``tell`` leaves rounds besides, at every kind of
step. ``update`` makes the migrations of the release and migrates to it; ``migrate`` has
them. ``finish`` takes every round to its end by who may decide, and says how many there
were and are. Each prints what is proved then.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
from django.core.management import call_command

if TYPE_CHECKING:
    from reviews.models import SOP
    from tests.golden.steady import Clock


def story() -> None:
    from tests.golden import steady

    with steady.steady() as clock:
        write_story(clock)


def tell() -> None:
    from reviews.records.filing import write_due
    from tests.golden import steady

    with steady.steady() as clock:
        write_story(clock)
        leave_waiting(clock)
        write_due.call()


def write_story(clock: Clock) -> None:
    from tests.golden import story, told

    story.tell(clock)
    told.write_down(Path(sys.argv[2]))


def leave_waiting(clock: Clock) -> None:
    from wagtail.models import WorkflowState

    from reviews.models import SOP

    under_way = WorkflowState.objects.filter(status="in_progress")
    seen = {step_of(state) for state in under_way}
    for sop in sorted(SOP.objects.all(), key=lambda sop: len(steps(sop))):
        while steps(sop) - seen and leave(clock, sop, seen):
            pass


def steps(sop: SOP) -> set[Any]:
    """The kinds of steps of ``sop``, before publication and after it."""
    from reviews.rounds import progress

    before, after = (
        progress.ordered_tasks(flow) if flow else []
        for flow in (sop.workflow, sop.workflow_berkas)
    )
    asked = before[len(progress.leading_among(before)) :]
    return {(False, *task.kinds) for task in asked} | {
        (True, *task.kinds) for task in after
    }


def step_of(state: Any) -> tuple[Any, ...]:
    from reviews.rounds import progress

    task = state.current_task_state.task.specific
    return (progress.about_berkas(state), *task.kinds)


def leave(clock: Clock, sop: SOP, seen: set[Any]) -> bool:
    """One more round, left where none waits at such a step yet."""
    from cms.demo.sample import mend
    from cms.demo.sop_walk import Walk
    from tests.golden import story, texts

    text = texts.news(f"Menunggu {sop.kode} {len(seen)}", sop.instansi)
    walking = Walk(sop, story.place_of(sop, text), text, mend)
    walking.begin()
    while state := walking.open_state():
        if step_of(state) not in seen:
            seen.add(step_of(state))
            return True
        clock.go_on()
        walking.decide(state)
    return False


def update() -> None:
    call_command("makemigrations", "pages", "reviews")
    migrate()


def migrate() -> None:
    call_command("migrate", verbosity=0)
    call_command("rebuild_reading")  # as the guide has it after an update


def finish() -> dict[str, int]:
    from reviews import tick
    from reviews.models import Berkas, Naskah

    tick.publish_due()
    underway = Naskah.objects.filter(status__in=Naskah.UNDER_WAY)
    in_berkas = Naskah.objects.filter(berkas__ditutup_pada=None, berkas__isnull=False)
    waiting = [*underway.order_by("pk"), *in_berkas.order_by("pk")]
    for naskah in waiting:
        to_the_end(naskah)
    left = underway.count() + Berkas.objects.filter(ditutup_pada=None).count()
    return {"waiting": len(waiting), "left": left}


def to_the_end(naskah: Any) -> None:
    from cms.demo.sample import mend, sample_berita
    from cms.demo.sop_walk import Walk

    text = sample_berita(naskah.judul)
    text.pk = naskah.page_id
    walking = Walk(naskah.sop, naskah.page.get_parent(), text, mend)
    while state := walking.open_state():
        if state.status == state.STATUS_NEEDS_CHANGES:
            walking.hand_in_again(state)
        else:
            walking.decide(state)


def proofs() -> dict[str, Any]:
    from django.test import Client

    from reviews.models import Naskah

    codes = Naskah.objects.exclude(kode_verifikasi=None).order_by("pk")
    return {
        each.kode_verifikasi: Client()
        .get(f"/api/v3/verifikasi/{each.kode_verifikasi}/")
        .json()
        for each in codes
    }


def tables() -> dict[str, str]:
    """Under which digest each text lies that was put down and waits for the next."""
    from wagtail.models import WorkflowState

    from reviews.papers.jejak import IsiNaskah
    from reviews.rounds import progress

    kept = set(IsiNaskah.objects.values_list("digest", flat=True))
    states = WorkflowState.objects.active()
    lying = {str(state.pk): progress.on_table(state).digest for state in states}
    return {pk: digest for pk, digest in lying.items() if digest in kept}


def checks() -> dict[str, list[str]]:
    """What they find; not how long they took."""
    said = {}
    for command in ("verify_jejak", "check_arsip"):
        out = io.StringIO()
        call_command(command, stdout=out)
        lines = out.getvalue().splitlines()
        said[command] = [line for line in lines if not line.endswith("detik")]
    return said


def answers() -> dict[str, str]:
    """The SHA-256 of what the public reads, by its address."""
    from django.test import Client

    from tests.golden.told import public_paths

    def bytes_of(path: str) -> bytes:
        response = Client().get(path)
        return b"".join(response) if response.streaming else response.content

    return {path: hashlib.sha256(bytes_of(path)).hexdigest() for path in public_paths()}


DOES = {
    "story": story,
    "tell": tell,
    "update": update,
    "migrate": migrate,
    "finish": finish,
    "prove": dict,
}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    django.setup()
    from django.test.utils import setup_test_environment

    setup_test_environment()
    does = sys.argv[1]
    with redirect_stdout(sys.stderr):
        said = {"did": DOES[does](), "proofs": proofs(), "tables": tables()}
        said["checks"] = checks() if does != "prove" else None
        said["answers"] = answers() if does in {"tell", "migrate"} else None
    print(json.dumps(said, sort_keys=True, indent=1))  # noqa: T201
