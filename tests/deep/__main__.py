"""``python -m tests.deep [PROOF …]`` runs the long proofs and notes what came of them.

``--check`` says which notes in ``deep.lock`` are out of date, and runs nothing.
PostgreSQL is the server of ``POSTGRES_URL``; nothing is skipped.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

from tests.deep import clocks
from tests.deep.proofs import PROOFS, Proof

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "deep.lock"
HEAD = "# Written by `make test-deep`: what each long proof last found, and on which files.\n"
SEED = re.compile(r"Using --randomly-seed=(\d+)|seeds?:? (\d+)", re.IGNORECASE)


def notes() -> dict[str, dict[str, Any]]:
    return tomllib.loads(LOCK.read_text()) if LOCK.exists() else {}


def state_of(proof: Proof, note: dict[str, Any] | None) -> str:
    """``current``, or why it is not."""
    if note is None:
        return "never run"
    if not note["passed"]:
        return f"failed on {note['date']}"
    if note["about"] != proof.digest(ROOT):
        return f"out of date: its files changed after {note['date']}"
    return "current"


def check() -> None:
    known = notes()
    for proof in PROOFS:
        print(f"{proof.name:14} {state_of(proof, known.get(proof.name))}")


def run(proof: Proof) -> dict[str, Any]:
    """The note of one run, whose output goes by on the screen."""
    about, begun = proof.digest(ROOT), time.monotonic()
    environment = {**os.environ, "REQUIRE_ALL": "1", **proof.environment}
    environment.pop("DATABASE_URL", None)
    if proof.on_postgres:
        environment["DATABASE_URL"] = os.environ["POSTGRES_URL"]
    lines = []
    with subprocess.Popen(  # noqa: S603 - our own program
        proof.command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        for line in process.stdout or ():
            sys.stdout.write(line)
            lines.append(line.rstrip())
    output = "\n".join(lines)
    return {
        "about": about,
        "date": dt.datetime.now(dt.UTC).date(),
        "passed": process.returncode == 0,
        "result": next((line for line in reversed(lines) if line), "").strip("= "),
        "seeds": sorted({a or b for a, b in SEED.findall(output)}),
        "seconds": round(time.monotonic() - begun),
    }


def write(known: dict[str, dict[str, Any]]) -> None:
    parts = [HEAD]
    for proof in PROOFS:
        if note := known.get(proof.name):
            parts.append(f"\n[{proof.name}]\n")
            parts.extend(f"{name} = {as_toml(note[name])}\n" for name in sorted(note))
    LOCK.write_text("".join(parts))


def as_toml(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.deep")
    names = [proof.name for proof in PROOFS]
    parser.add_argument("proofs", nargs="*", metavar="PROOF", help=", ".join(names))
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if unknown := set(options.proofs) - set(names):
        parser.error(f"no such proof: {', '.join(sorted(unknown))}")
    if options.check:
        check()
        return 0
    chosen = [proof for proof in PROOFS if proof.name in (options.proofs or names)]
    if any(proof.on_postgres for proof in chosen) and not os.environ.get(
        "POSTGRES_URL"
    ):
        parser.error("set POSTGRES_URL to a PostgreSQL server")
    if any(proof.name == "clocks" for proof in chosen):
        clocks.library()  # raises here rather than after hours
    passed = True
    for proof in chosen:
        print(f"\n== {proof.name}", flush=True)
        note = run(proof)
        write({**notes(), proof.name: note})
        passed = passed and note["passed"]
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
