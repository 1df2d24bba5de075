"""One run of wrk and what it says."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SCRIPT = Path(__file__).with_name("load.lua")
MARK = "BENCH "


class FailedRunError(RuntimeError):
    """wrk did not run, or the server did not answer as it should."""


@dataclass(frozen=True)
class Figures:
    """Requests a second, latencies in ms, and the server's own time in µs a request."""

    rate: float
    p50: float
    p99: float
    cpu: float = 0.0


def parse(output: str) -> Figures:
    """The figures in what ``load.lua`` printed; any failed request is a failure."""
    lines = [line for line in output.splitlines() if line.startswith(MARK)]
    if len(lines) != 1:
        raise FailedRunError(f"wrk told no figures:\n{output}")
    told = json.loads(lines[0].removeprefix(MARK))
    if told["failed"] or not told["requests"]:
        raise FailedRunError(f"{told['failed']} of {told['requests']} requests failed")
    return Figures(told["requests"] / told["seconds"], told["p50"], told["p99"])


def middle(runs: Sequence[Figures]) -> Figures:
    """The median of each figure."""
    return Figures(
        *(
            statistics.median(getattr(run, name) for run in runs)
            for name in ("rate", "p50", "p99", "cpu")
        )
    )


def run(
    port: int,
    paths: Path,
    *,
    seconds: int,
    connections: int = 16,
    begin: int = 0,
    headers: Mapping[str, str] | None = None,
) -> Figures:
    """Ask 127.0.0.1:``port`` for the paths in the file ``paths``, in turn."""
    program = shutil.which("wrk")
    if program is None:
        raise FailedRunError("wrk is not installed")
    load = ["-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s"]
    script = ["-s", str(SCRIPT), f"http://127.0.0.1:{port}/", "--"]
    given = [f"{name}: {value}" for name, value in (headers or {}).items()]
    done = subprocess.run(  # noqa: S603
        [program, *load, *script, str(paths), str(begin), *given],
        capture_output=True,
        text=True,
        timeout=seconds + 90,
        check=False,
    )
    return parse(done.stdout + done.stderr)
