"""Tables: for the terminal, and between the markers of ``performance.md``."""

from __future__ import annotations

import datetime
import os
import platform
import re
import shutil
import sqlite3
import subprocess
from importlib.metadata import version
from typing import TYPE_CHECKING

from bench.servers import GRANIAN, ROOT
from bench.targets import targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from bench.measure import Results

DOCUMENT = ROOT / "docs" / "reference" / "performance.md"
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
PACKAGES = ("granian", "django", "wagtail", "django-ninja")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A Markdown table that is straight in a terminal too; numbers to the right."""
    rows = [tuple(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]

    def line(cells: Sequence[str]) -> str:
        first, *others = zip(cells, widths, strict=True)
        padded = [first[0].ljust(first[1]), *(text.rjust(w) for text, w in others)]
        return f"| {' | '.join(padded)} |"

    return [line(head), line(rule), *map(line, rows)]


def number(value: float) -> str:
    """Three significant digits, thousands with a comma."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def loads(results: Results) -> list[str]:
    """What each load has reached; those that could not run say why."""
    rows = [
        (key, *map(number, (one.rate, one.p50, one.p99, one.cpu)))
        for key, one in results.loads.items()
    ]
    rows += [(key, why, "", "", "") for key, why in results.missing.items()]
    return table(("load", "requests/s", "p50 ms", "p99 ms", "CPU µs"), rows)


def verdicts(results: Results, sizes: tuple[int, int] | None) -> list[str]:
    rows = [
        (
            one.what,
            f"{'≥' if one.sign == '>=' else '≤'} {one.limit:g}",
            "" if one.value is None else number(one.value),
            one.verdict,
        )
        for one in targets(results, sizes)
    ]
    return table(("what", "target", "measured", ""), rows)


def facts(results: Results) -> list[str]:
    """Single numbers: milliseconds, megabytes, queries."""
    rows = [(name, number(value)) for name, value in results.facts.items()]
    return table(("measured within a process", "value"), rows)


def machine(settings: str) -> Iterator[str]:
    """On what this was measured, for those who compare it with their own."""
    now = datetime.datetime.now(datetime.UTC)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    yield f"- {now:%Y-%m-%d %H:%M} UTC, {settings}"
    yield f"- {processor()}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}"
    yield f"- Python {platform.python_version()}, {packages}, SQLite {sqlite3.sqlite_version}"
    yield f"- {told('wrk', '-v')}; {told('nginx', '-v')}; granian {' '.join(GRANIAN)}"


def processor() -> str:
    with open("/proc/cpuinfo") as lines:
        names = [line.split(":")[1].strip() for line in lines if "model name" in line]
    return names[0] if names else platform.machine()


def told(program: str, option: str) -> str:
    """The first line that a program says of itself."""
    path = shutil.which(program)
    if path is None:
        return f"no {program}"
    done = subprocess.run(  # noqa: S603
        [path, option], capture_output=True, text=True, check=False
    )
    return (done.stdout + done.stderr).splitlines()[0].split(" Copyright")[0]


def text(results: Results, sizes: tuple[int, int] | None, settings: str) -> str:
    parts = [
        list(machine(settings)),
        verdicts(results, sizes),
        loads(results),
        facts(results),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def write(
    made: str, document: Path = DOCUMENT, marks: tuple[str, str] = (BEGIN, END)
) -> None:
    """Put ``made`` between the markers; what people wrote around them stays."""
    begin, end = marks
    before = document.read_text()
    marked = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if not marked.search(before):
        raise ValueError(f"{document} has no markers {begin} … {end}")
    after = marked.sub(lambda _: f"{begin}\n{made}{end}", before)
    document.write_text(after)
