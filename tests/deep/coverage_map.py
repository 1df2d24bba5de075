"""Which tests run which line of the guards, and what each test costs.

Kept under ``var/`` by test file; a file is run again when it, the product or what the
tests share has changed.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import coverage

from tests.deep.forks import each_in_child

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.deep.session import Proof

STORE = Path("var/deep/coverage")
SECONDS = 1800.0

# Of a test file: what each test costs, and of each line of each module who runs it.
Traced = dict[str, Any]


class CoverageMap:
    """Tests by line."""

    def __init__(self, traced: Iterable[Traced]) -> None:
        self.seconds: dict[str, float] = {}
        self.lines: dict[str, dict[int, set[str]]] = {}
        for each in traced:
            self.seconds.update(each["seconds"])
            for path, lines in each["lines"].items():
                known = self.lines.setdefault(path, {})
                for line, names in lines.items():
                    known.setdefault(int(line), set()).update(names)

    def tests(self, path: str, first: int, last: int) -> list[str]:
        """Who runs a line from ``first`` to ``last``, the likeliest to see a fault first.

        The module's own test file, then the cheapest test of every file, and so on.
        """
        lines = self.lines.get(path, {})
        found = set().union(*(lines.get(at, ()) for at in range(first, last + 1)))
        rank: dict[str, int] = {}
        order = []
        for name in sorted(found, key=lambda name: (self.seconds[name], name)):
            file = name.partition("::")[0]
            rank[file] = rank.get(file, 0) + 1
            mirrors = f"test_{Path(path).stem}" in file
            order.append((not mirrors, rank[file], self.seconds[name], name))
        return [name for *_, name in sorted(order)]


def read_map(proof: Proof, modules: list[str], workers: int) -> CoverageMap:
    """The map for all collected tests, of which only changed files are run."""
    STORE.mkdir(parents=True, exist_ok=True)
    shared = digest(shared_sources())
    kept = {}
    for file in sorted({name.partition("::")[0] for name in proof.items}):
        kept[file] = STORE / f"{digest([Path(file)], shared, *modules)}.json"
    missing = [file for file, store in kept.items() if not store.exists()]

    def trace(file: str) -> Traced:
        return traced(proof, file, modules)

    done = each_in_child(missing, trace, workers=workers, seconds=SECONDS)
    for file, found in done:
        if found is None or "broken" in found:
            raise RuntimeError(f"{file} was not traced: {found}")
        kept[file].write_text(json.dumps(found))
    return CoverageMap(json.loads(store.read_text()) for store in kept.values())


def traced(proof: Proof, file: str, modules: list[str]) -> Traced:
    """Run the tests of ``file`` and write down what they touch of ``modules``."""
    cover = coverage.Coverage(data_file=None, config_file=False, include=modules)
    cover.set_option("run:disable_warnings", ["no-data-collected"])
    seconds = {}
    cover.start()
    for name in [name for name in proof.items if name.partition("::")[0] == file]:
        cover.switch_context(name)
        outcome = proof.run(name)
        if outcome.kind != "passed":
            raise RuntimeError(f"{name} fails already: {outcome.message}")
        seconds[name] = outcome.seconds
    cover.stop()
    data = cover.get_data()
    lines = {
        str(Path(path).relative_to(Path.cwd())): {
            line: sorted(filter(None, names))
            for line, names in data.contexts_by_lineno(path).items()
        }
        for path in data.measured_files()
    }
    return {"seconds": seconds, "lines": lines}


def shared_sources() -> list[Path]:
    """All that a test may depend on beside its own file."""
    product = [path for top in ("cms", "pages", "reviews") for path in walk(top)]
    tests = [path for path in walk("tests") if not path.name.startswith("test_")]
    return [*product, *(path for path in tests if "deep" not in path.parts)]


def walk(top: str) -> list[Path]:
    """Sources below ``top``; an empty one says nothing."""
    found = sorted(Path(top).rglob("*"))
    kinds = {".py", ".html", ".yaml"}
    return [path for path in found if path.suffix in kinds and path.stat().st_size]


def digest(paths: list[Path], *more: str) -> str:
    seen = hashlib.sha256("\n".join(more).encode())
    for path in paths:
        seen.update(f"{path}\n".encode() + path.read_bytes())
    return seen.hexdigest()[:24]
