"""A killed mutant is believed while its test, and everything else, is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.deep import earlier
from tests.deep.mutations import mutants

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_it_is_asked_again_when_its_test_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(earlier, "KEPT", tmp_path / "deep" / "killed.json")
    test = tmp_path / "test_guard.py"
    test.write_text("def test_it(): ...")
    killed, survived = mutants(
        "guard.py", "def f(a):\n    if a or 1:\n        raise a\n"
    )[:2]
    result = {
        "kind": "asserted",
        "ran": 1,
        "of": 1,
        "said": f"asserted by {test}::test_it",
    }
    earlier.remember([(killed, result)])
    assert earlier.recall([killed, survived]).keys() == {killed}
    test.write_text("def test_it(): pass")
    assert not earlier.recall([killed, survived])


def test_it_is_asked_again_when_any_other_file_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(earlier, "KEPT", tmp_path / "killed.json")
    test = tmp_path / "test_guard.py"
    test.write_text("")
    mutant = mutants("guard.py", "def f(a):\n    return not a\n")[0]
    earlier.remember([(mutant, {"said": f"refused by {test}::test_it"})])
    monkeypatch.chdir(tmp_path)  # a product of no files
    assert not earlier.recall([mutant])
