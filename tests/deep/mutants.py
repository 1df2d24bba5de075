"""Does a test notice when a guard is broken? Each mutant is a guard broken on purpose.

    python -m tests.deep.mutants [--sample 400] [--seed 9] [--files GLOB] [--only FILE:LINE]

Killed is a mutant that makes an assertion fail, or the product refuse what a test has a
person do. One under which tests only crash says nothing of them and is counted apart; a
survivor says that a rule can be broken and nobody is told. See ``README.md``.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import os
import sys
import time
from collections import Counter
from fnmatch import fnmatch
from functools import partial
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any

from tests.deep.coverage_map import read_map
from tests.deep.earlier import recall, remember
from tests.deep.forks import each_in_child
from tests.deep.harmless import reason_of
from tests.deep.mutations import Mutant, mutants, mutated
from tests.deep.session import Proof, hold

if TYPE_CHECKING:
    from tests.deep.coverage_map import CoverageMap

MODULES = [
    *(
        "pages/content/digest.py",
        "pages/file_access.py",
        "pages/gate.py",
        "pages/guards/texts.py",
    ),
    *("pages/permissions.py", "pages/content/public.py", "reviews/rounds/authority.py"),
    *("reviews/trail/*.py", "reviews/records/proof.py", "reviews/engine/publishing.py"),
    *("reviews/rounds/progress.py", "reviews/rounds/tenggat*.py"),
    *(
        "reviews/engine/guards/rounds.py",
        "reviews/engine/guards/schedules.py",
        "reviews/engine/receivers.py",
        "reviews/rights/tenure.py",
    ),
    *("reviews/engine/guards/workflows.py", "reviews/engine/guards/files.py"),
    *("pages/guards/privacy.py", "pages/guards/collections.py", "pages/workflows.py"),
    *("reviews/rounds/assignment.py", "reviews/engine/guards/assignments.py"),
    "reviews/rounds/under_way.py",
    *("reviews/engine/actions/*.py", "reviews/engine/adoption/draf.py"),
    *("reviews/worktime/*.py", "reviews/office/calendar/*.py"),
    "reviews/rounds/known_holidays.py",
]
# Who may see a fault in them. Threads and other processes are no test of one line, and
# invented SOPs, or every address there is, are the same lines over again.
TESTS = [
    *("tests/pages", "tests/reviews", "tests/whole", "tests/cms/test_publish_api.py"),
    *("tests/cms/test_stock_v3.py", "tests/cms/test_views.py"),
]
LEFT_OUT = (
    *("machine", "walk_random", "threads", "crash", "under_change"),
    *("canaries", "crawl", "missing_fields"),
)
ENOUGH = 0.95
# So many tests that only crash are enough to know that the others will.
CRASHES = 8
KILLED = ("asserted", "refused")
UNSEEN = ("survived", "uncovered")
NOT_JUDGED = ("harmless", "crashed", "hung")
TOLD = (*KILLED, *UNSEEN, *NOT_JUDGED)


def main() -> int:
    options = parsed()
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    os.environ["WORLDS_ANEW"] = "1"  # rows put back would run no guard
    drawn = draw(options)
    sys.stdout.write(f"{len(drawn)} mutants\n")
    results: list[tuple[Mutant, dict[str, Any]]] = []
    left_out = [f"--ignore-glob=*/test_{name}.py" for name in LEFT_OUT]
    began = time.monotonic()
    hold(
        [*TESTS, *left_out], lambda proof: results.extend(tried(proof, drawn, options))
    )
    return report(results, time.monotonic() - began)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sample", type=int, default=400, help="how many to draw")
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--files", default="*", help="only modules of this name")
    parser.add_argument("--only", action="append", help="FILE:LINE, all mutants there")
    parser.add_argument("--workers", type=int, default=2, choices=(1, 2))
    parser.add_argument("--tests", type=int, default=1000, help="at most, for a mutant")
    parser.add_argument("--seconds", type=float, default=120, help="of CPU, likewise")
    return parser.parse_args()


def modules() -> list[str]:
    return sorted(str(path) for name in MODULES for path in Path().glob(name))


def every_mutant(files: str = "*") -> list[Mutant]:
    paths = [path for path in modules() if fnmatch(path, files)]
    return [each for path in paths for each in mutants(path, Path(path).read_text())]


def draw(options: argparse.Namespace) -> list[Mutant]:
    """All that were asked for by line, or a seeded sample."""
    found = every_mutant(options.files)
    if options.only:
        return [mutant for mutant in found if mutant.place in options.only]
    return sorted(found, key=partial(lot, options.seed))[: options.sample]


def lot(seed: int, mutant: Mutant) -> str:
    """Drawn by what it is, so that a line elsewhere does not draw others."""
    what = f"{seed} {mutant.path} {mutant.function} {mutant.change} {mutant.source}"
    return hashlib.sha256(what.encode()).hexdigest()


def tried(
    proof: Proof, drawn: list[Mutant], options: argparse.Namespace
) -> list[tuple[Mutant, dict[str, Any]]]:
    """Every mutant and what became of it."""
    covered = read_map(proof, modules(), options.workers)
    alive = functions()
    known = recall(drawn)
    sys.stdout.write(f"{len(known)} of them killed before, on the same files\n")

    def work(mutant: Mutant) -> dict[str, Any]:
        return challenge(proof, mutant, covered, alive, options)

    results = list(known.items())
    rest = [mutant for mutant in drawn if mutant not in known]
    jobs = each_in_child(
        rest, work, workers=options.workers, seconds=options.seconds * 2 + 30
    )
    for mutant, found in jobs:
        result = found or {"kind": "hung", "ran": 0, "of": 0, "said": ""}
        if "broken" in result:
            raise RuntimeError(f"{mutant}: {result['broken']}")
        results.append((mutant, result))
        sys.stdout.write(f"{len(results)} {line_of(mutant, result)}\n")
        sys.stdout.flush()
    remember(each for each in results if each[1]["kind"] in KILLED)
    return results


def functions() -> dict[tuple[str, int], list[FunctionType]]:
    """The functions of the program by file and first line, wherever they are held.

    Behind decorators, as receivers, under other names: it is their code that is changed.
    """
    for path in modules():
        import_module(path.removesuffix(".py").replace("/", "."))
    gc.unfreeze()
    wanted = {str(Path(path).resolve()): path for path in modules()}
    found: dict[tuple[str, int], list[FunctionType]] = {}
    for each in gc.get_objects():
        if type(each) is FunctionType and each.__code__.co_filename in wanted:
            code = each.__code__
            key = (wanted[code.co_filename], code.co_firstlineno)
            found.setdefault(key, []).append(each)
    return found


def challenge(
    proof: Proof,
    mutant: Mutant,
    covered: CoverageMap,
    alive: dict[tuple[str, int], list[FunctionType]],
    options: argparse.Namespace,
) -> dict[str, Any]:
    """Break the guard, in this process, and ask the tests that run the line."""
    names = covered.tests(mutant.path, mutant.line, mutant.end)
    first, code = mutated(Path(mutant.path).read_text(), mutant)
    for function in alive[mutant.path, first]:
        if function.__code__.co_name == code.co_name:
            function.__code__ = code
    asked = ask(proof, names[: options.tests], options.seconds)
    asked["of"] = len(names)
    return asked if names else {**asked, "kind": "uncovered"}


def ask(proof: Proof, names: list[str], seconds: float) -> dict[str, Any]:
    """Run the tests until one says what is wrong, or enough said nothing."""
    spent, crashed = 0.0, []
    for ran, name in enumerate(names):
        if spent > seconds or len(crashed) == CRASHES:
            break
        outcome = proof.run(name)
        spent += outcome.seconds
        if outcome.kind in KILLED:
            said = f"{outcome.kind} by {name}"
            return {"kind": outcome.kind, "ran": ran + 1, "said": said}
        if outcome.kind == "crashed":
            crashed.append(f"{name}: {outcome.message}")
    else:
        ran = len(names)
    kind = "crashed" if crashed else "survived"
    return {"kind": kind, "ran": ran, "said": "".join(crashed[:1])}


def line_of(mutant: Mutant, result: dict[str, Any]) -> str:
    return (
        f"{result['kind']} | {mutant.place} | {mutant.function} | {mutant.change} | "
        f"`{mutant.source}` | {result['ran']} of {result['of']} | {result['said']}"
    )


def report(results: list[tuple[Mutant, dict[str, Any]]], seconds: float) -> int:
    """The sums and the survivors; 0 if enough were killed."""
    for mutant, result in results:
        reason = reason_of(mutant) if result["kind"] in UNSEEN else None
        if reason:
            result |= {"kind": "harmless", "said": reason}
    kinds = Counter(result["kind"] for _, result in results)
    killed = sum(kinds[kind] for kind in KILLED)
    judged = len(results) - sum(kinds[kind] for kind in NOT_JUDGED)
    share = killed / judged if judged else 1.0
    lines = [""]
    lines += sorted(
        line_of(mutant, result)
        for mutant, result in results
        if result["kind"] not in KILLED
    )
    told = ", ".join(f"{kinds[kind]} {kind}" for kind in TOLD)
    lines += ["", f"{share:.1%} of {judged} killed ({told}), in {seconds:.0f} s"]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if share >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main())
