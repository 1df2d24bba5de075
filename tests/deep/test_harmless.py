"""What is said to be beyond any test is still there, or is said no more."""

from __future__ import annotations

from tests.deep.harmless import outdated
from tests.deep.mutants import every_mutant


def test_each_harmless_mutant_is_one() -> None:
    assert outdated(every_mutant()) == []
