"""Mutants that were killed before, on the very same files, and need not be again.

The test that killed one kills it again, as long as neither the product, nor what tests
share, nor that test's own file is another. Only the others are asked anew.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.deep.proofs import PRODUCT, Proof

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.deep.mutations import Mutant

KEPT = Path("var/deep/killed.json")
FILES = Proof("killed", (), (*PRODUCT, "tests/deep/*.py"), tests=("no test file",))


def recall(drawn: Iterable[Mutant]) -> dict[Mutant, dict[str, Any]]:
    """What became of those whose end is known."""
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    if kept.get("about") != FILES.digest(Path.cwd()):
        return {}
    known = kept["killed"]
    return {
        mutant: known[key_of(mutant)]
        for mutant in drawn
        if key_of(mutant) in known and is_same(known[key_of(mutant)])
    }


def remember(killed: Iterable[tuple[Mutant, dict[str, Any]]]) -> None:
    """Keep who killed whom, with the checksum of the test's file."""
    known = {
        key_of(mutant): {**result, "sha256": checksum(test_file(result))}
        for mutant, result in killed
    }
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    about = FILES.digest(Path.cwd())
    KEPT.write_text(json.dumps({"about": about, "killed": known}, indent=1))


def key_of(mutant: Mutant) -> str:
    return f"{mutant.path} {mutant.at}"


def is_same(result: dict[str, Any]) -> bool:
    path = test_file(result)
    return path.exists() and checksum(path) == result["sha256"]


def test_file(result: dict[str, Any]) -> Path:
    """Of ``asserted by tests/reviews/test_x.py::test_y``."""
    return Path(result["said"].partition(" by ")[2].partition("::")[0])


def checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
