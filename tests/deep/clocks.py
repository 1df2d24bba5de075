"""The suite on other days: a release must work on each day that it is used.

``python -m tests.deep.clocks [--workers N] [--only NAME …] [PATH …]``. Every run has
an order of its own and a clock of its own (libfaketime; Asia/Jakarta, as the product's
default); the last has today's, while other work keeps every core busy. SQLite, and no
browser: its own clock would be another. Exits 1 if a run fails; what pytest said of
each lies in ``var/clocks``.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ZONE = ZoneInfo("Asia/Jakarta")
ROOT = Path(__file__).parents[2]
LOGS = ROOT / "var" / "clocks"
LIBRARIES = "/usr/lib/*/faketime/libfaketimeMT.so.1"
TOLERANCE = dt.timedelta(minutes=5)
SLEEP = """
import select, time
def sleep(seconds):
    select.select([], [], [], seconds)
time.sleep = sleep
"""
"""libfaketime 0.9.10 refuses Python's own sleep (EINVAL) where it leaves the monotonic
clock alone, as it must: with that shifted too, waiting for another thread never ends.
"""
SUMMARY = re.compile(r"^(?:FAILED|ERROR) tests/.+$", re.MULTILINE)
COUNTS = re.compile(r"^\D*?(\d+ (?:passed|failed|error|deselected|skipped).*)$")


class ClockError(Exception):
    """The runs would prove nothing here."""


@dataclass(frozen=True)
class Clock:
    """One run: when it begins, in which order, and in what company."""

    name: str
    moment: dt.datetime | None
    seed: int
    busy: bool = False


def jakarta(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZONE)


CLOCKS = (
    Clock("year-end", jakarta("2026-12-31 23:30"), 1),  # the turn comes while it runs
    Clock("new-year", jakarta("2027-01-02 00:00"), 2),
    Clock("february", jakarta("2027-02-28 12:00"), 3),
    Clock("august", jakarta("2027-08-04 03:00"), 4),  # another day in UTC
    Clock("leap-day", jakarta("2028-02-29 10:00"), 5),
    Clock("2030", jakarta("2030-01-01 00:30"), 6),
    Clock("sunday", jakarta("2027-05-30 22:40"), 7),  # past midnight in Jayapura
    Clock("busy", None, 8, busy=True),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run them all, one line each; what failed stands below its line."""
    options = parser().parse_args(arguments)
    chosen = [each for each in CLOCKS if each.name in (options.only or names())]
    results = [run(each, options.workers, options.paths) for each in chosen]
    return 0 if all(results) else 1


def names() -> list[str]:
    return [each.name for each in CLOCKS]


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m tests.deep.clocks")
    made.add_argument("--workers", type=int, default=2, help="processes of a run")
    made.add_argument("--only", nargs="*", choices=names(), help="these clocks alone")
    made.add_argument("paths", nargs="*", default=["tests"], help="these tests alone")
    return made


def run(clock: Clock, workers: int, paths: Sequence[str]) -> bool:
    """The suite on ``clock``; whether all of it passed."""
    LOGS.mkdir(parents=True, exist_ok=True)
    path = LOGS / f"{clock.name}.log"
    with company(clock), TemporaryDirectory() as site, path.open("w") as log:
        began, env = time.monotonic(), environment(clock, Path(site))
        require_shifted(clock, env)
        done = subprocess.run(  # noqa: S603
            [*command(clock, workers), *paths],
            cwd=ROOT,
            env=env,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
        )
    seconds, told = time.monotonic() - began, path.read_text()
    print(f"{shown(clock)}  {outcome(told)}  {seconds:.0f} s", flush=True)
    if done.returncode:
        print(
            "\n".join(SUMMARY.findall(told)), f"see {path.relative_to(ROOT)}", sep="\n"
        )
    return done.returncode == 0


def command(clock: Clock, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "pytest", "-q", "-m", "not browser"),
        *("-p", "randomly", "-p", "no:cacheprovider", "-p", "no:unraisableexception"),
        *(f"--randomly-seed={clock.seed}", "-n", str(workers)),
    ]


def environment(clock: Clock, site: Path) -> dict[str, str]:
    """A shifted clock for every process of the run, servers of the tests included.

    An offset, not a moment: a moment would begin anew in each process. Files keep the
    disk's own times, or each run would compile every module again. ``site`` is read
    by each Python before all else.
    """
    env = {**os.environ, "TZ": ZONE.key}
    env.pop("DATABASE_URL", None)
    if clock.moment is None:
        return env
    offset = clock.moment - dt.datetime.now(ZONE)
    (site / "sitecustomize.py").write_text(SLEEP)
    return env | {
        "PYTHONPATH": str(site),
        "LD_PRELOAD": library(),
        "FAKETIME": f"{offset.total_seconds():+.0f}",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "NO_FAKE_STAT": "1",
    }


def library() -> str:
    """The one for programs with threads, wherever Debian put it."""
    found = os.environ.get("LIBFAKETIME") or next(
        map(str, Path("/").glob(LIBRARIES.lstrip("/"))), None
    )
    if found is None:
        raise ClockError("needs libfaketime (Debian: faketime), or LIBFAKETIME=path")
    return found


def require_shifted(clock: Clock, env: dict[str, str]) -> None:
    """A clock that did not move proves nothing."""
    code = "import time; print(time.time())"
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], env=env, capture_output=True, check=True
    )
    now = dt.datetime.fromtimestamp(float(told.stdout), ZONE)
    wanted = clock.moment or dt.datetime.now(ZONE)
    if abs(now - wanted) > TOLERANCE:
        raise ClockError(f"{clock.name}: the clock says {now:%Y-%m-%d %H:%M}")


@contextmanager
def company(clock: Clock) -> Iterator[None]:
    """Other work on every core while a busy run lasts."""
    spin = [sys.executable, "-c", "while True: pass"]
    cores = range(os.cpu_count() or 1) if clock.busy else ()
    spinning = [subprocess.Popen(spin) for _ in cores]  # noqa: S603
    try:
        yield
    finally:
        for each in spinning:
            each.terminate()
            each.wait()


def shown(clock: Clock) -> str:
    when = f"{clock.moment:%Y-%m-%d %H:%M}" if clock.moment else "today, cores busy"
    return f"{clock.name:<9} {when:<17} seed {clock.seed}"


def outcome(told: str) -> str:
    """Pytest's own last line, or that it came to none."""
    lines = told.strip().splitlines()
    found = COUNTS.match(lines[-1]) if lines else None
    return found[1].strip("= ") if found else "no result"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ClockError as fault:
        sys.exit(str(fault))
