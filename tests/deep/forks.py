"""Work done in forked children: each sees the parent as it is and leaves it so."""

from __future__ import annotations

import json
import os
import resource
import select
import shutil
import signal
import tempfile
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import connection, connections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
# What a child may wait beside its own work: for a busy machine, or for nothing at all.
PATIENCE = 20


@dataclass
class Child:
    """A child at work: where it answers, its folder, and until when it may."""

    pid: int
    answer: int
    folder: Path
    deadline: float
    heard: bytes = b""


def each_in_child(
    jobs: Iterable[T], work: Callable[[T], Any], *, workers: int, seconds: float
) -> Iterator[tuple[T, Any]]:
    """``(job, what work(job) gave)`` as they end; ``None`` of one that died or hung.

    What is given is JSON. Each child has a copy of the SQLite database to itself, and
    ``seconds`` of CPU; it may take longer by the clock.
    """
    running: dict[int, tuple[T, Child]] = {}
    waiting = iter(jobs)
    while True:
        while len(running) < workers and (job := next(waiting, None)) is not None:
            child = begun(lambda job=job: work(job), seconds)
            running[child.answer] = (job, child)
        if not running:
            return
        ready, _, _ = select.select(list(running), [], [], 1)
        for answer, (job, child) in list(running.items()):
            if (answer in ready and ended(child)) or time.monotonic() > child.deadline:
                del running[answer]
                yield job, closed(child)


def begun(work: Callable[[], Any], seconds: float) -> Child:
    """A child that does ``work``."""
    connections.close_all()
    folder = Path(tempfile.mkdtemp(prefix="naskah-mutant-"))
    answer, told = os.pipe()
    if (pid := os.fork()) == 0:
        os.close(answer)
        whole = round(time.process_time() + seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (whole, whole))
        run_and_exit(work, folder, told)
    os.close(told)
    return Child(pid, answer, folder, time.monotonic() + PATIENCE * seconds)


def run_and_exit(work: Callable[[], Any], folder: Path, told: int) -> None:
    """The child's whole life. Nothing of the parent's is torn down."""
    try:
        with open(os.devnull, "r+b") as nothing:
            for stream in (0, 1, 2):
                os.dup2(nothing.fileno(), stream)
        own_database(folder)
        said = json.dumps(work()).encode()
    except BaseException:  # noqa: BLE001 - told to the parent, who decides
        said = json.dumps({"broken": traceback.format_exc()}).encode()
    with os.fdopen(told, "wb") as pipe:
        pipe.write(said)
    os._exit(0)


def own_database(folder: Path) -> None:
    """The child's connection leads to a copy."""
    copy = folder / "test.sqlite3"
    shutil.copyfile(connection.settings_dict["NAME"], copy)
    connection.settings_dict["NAME"] = str(copy)


def ended(child: Child) -> bool:
    """Hear the child; it has ended when it has nothing more to say."""
    said = os.read(child.answer, 1 << 20)
    child.heard += said
    return not said


def closed(child: Child) -> Any:
    """What the child said, once it is gone."""
    with suppress(ProcessLookupError):
        os.kill(child.pid, signal.SIGKILL)
    os.waitpid(child.pid, 0)
    os.close(child.answer)
    shutil.rmtree(child.folder, ignore_errors=True)
    try:
        return json.loads(child.heard)
    except ValueError:
        return None
